# Les périmètres : là où personne ne doit passer.

refusal-door-perimeter-name = Ce périmètre a besoin d’un nom.
refusal-door-perimeter-name-next = Écrivez comment on appelle l’endroit, en { $most } caractères au plus.
refusal-door-perimeter-over = Ce périmètre est terminé ou a été levé.
refusal-door-perimeter-over-next = Tracez-en un nouveau.
refusal-door-many-perimeters = Trop de périmètres sont en vigueur à la fois.
refusal-door-many-perimeters-next = Levez-en un, ou tracez-en un à la place de plusieurs.
