# Quién es buscado, y de quien nada se dice sin su sí.
sought-in-circle = Esa persona está en su círculo.
sought-not-in-circle = Esa persona no está en su círculo. El nombre mostrado es el que eligió.
sought-did-tell-reviewed = Un moderador compara primero y después esa persona lo sabrá. Puede cambiarlo.
refusal-missing-news-gone = Estas noticias ya no cuentan.
refusal-missing-news-gone-next = Se retiraron o pasó su plazo. Vuelva a cargar la lista.
