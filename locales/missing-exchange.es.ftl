# Lo que responde el intercambio con otros registros cuando rechaza.
refusal-exchange-no-domain = Esta clave no permite hacer esto en el intercambio.
refusal-exchange-no-domain-next = Pida a un administrador de este servidor que le dé un dominio, y envíela en la cabecera Authorization.
refusal-exchange-kind = Esto no se ha enviado como PFIF.
refusal-exchange-kind-next = Envíe XML con el tipo application/pfif+xml.
refusal-exchange-file = Línea { $line }: el archivo no se puede leer ({ $rule }). No se ha guardado nada.
refusal-exchange-file-next = Corrija esa línea; « rhizome pfif validate » muestra todo lo que hay que corregir.
refusal-exchange-many = Son demasiadas fichas a la vez. No se ha guardado ninguna.
refusal-exchange-many-next = Envíe como máximo { $most } cada vez.
refusal-exchange-domain = Este dominio no se puede dar.
refusal-exchange-domain-next = Escriba un dominio como example.org, distinto del de este servidor.
refusal-exchange-since = Esto no es una hora.
refusal-exchange-since-next = Escríbala en UTC, como 2015-11-13T22:00:00Z.
