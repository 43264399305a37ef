# Qui est recherché, et à qui rien n’est dit sans son accord.
sought-in-circle = Cette personne est dans votre cercle.
sought-not-in-circle = Cette personne n’est pas dans votre cercle. Le nom affiché est celui qu’elle a choisi.
sought-did-tell-reviewed = Un modérateur compare d’abord, puis cette personne l’apprend. Vous pouvez changer.
refusal-missing-news-gone = Ces nouvelles ne comptent plus.
refusal-missing-news-gone-next = Elles ont été retirées, ou leur durée est passée. Rechargez la liste.
