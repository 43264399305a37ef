# The operator's console.

# Refusals
refusal-case-taken = { $who } s’occupe déjà de cette demande.
refusal-case-taken-next = Voyez avec { $who }. Un administrateur peut la rendre à la file.
refusal-case-closed = Cette demande est close.
refusal-case-closed-next = Elle revient d’elle-même si la personne demande encore de l’aide.
refusal-case-not-taken = Personne n’a pris cette demande.
refusal-case-not-taken-next = Prenez-la d’abord, ou laissez-la dans la file.
