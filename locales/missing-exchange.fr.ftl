# Ce que l'échange avec d'autres registres répond quand il refuse.
refusal-exchange-no-domain = Cette clé ne permet pas cela dans l'échange.
refusal-exchange-no-domain-next = Demandez à un administrateur de ce serveur de lui donner un domaine, et envoyez-la dans l'en-tête Authorization.
refusal-exchange-kind = Ceci n'est pas envoyé comme du PFIF.
refusal-exchange-kind-next = Envoyez du XML avec le type application/pfif+xml.
refusal-exchange-file = Ligne { $line } : le fichier est illisible ({ $rule }). Rien n'en a été gardé.
refusal-exchange-file-next = Corrigez cette ligne ; « rhizome pfif validate » montre tout ce qui est à corriger.
refusal-exchange-many = C'est trop de fiches à la fois. Aucune n'a été gardée.
refusal-exchange-many-next = Envoyez-en au plus { $most } à la fois.
refusal-exchange-domain = Ce domaine ne peut pas être donné.
refusal-exchange-domain-next = Écrivez un domaine comme example.org, autre que celui de ce serveur.
refusal-exchange-since = Ce n'est pas une heure.
refusal-exchange-since-next = Écrivez-la en UTC, comme 2015-11-13T22:00:00Z.
