//! French.

use super::{Class, Class::*};

pub const WORDS: &[(Class, &str)] = &[
    (
        Safe,
        "(je/j'/tout le monde/nous/on) (vais/vas/va/allons) (/tres/vraiment/super/plutot/toujours/tous/toutes/tous les deux) bien",
    ),
    (Safe, "(/on est/nous sommes/on est tous/nous sommes tous) (bien/deja) (rentre/rentres/rentree/rentrees)"),
    (Safe, "allons (/tous/toutes/tres) bien|tout va (/tres) bien|tout est ok|tout est bon pour (moi/nous)"),
    (Safe, "je me porte bien|je suis rentre|je suis rentree|je suis chez moi|tout le monde (est/va) (bien/ok)"),
    (Safe, "je (/le) confirme (etre/que je suis) en securite|je suis en vie|je suis vivant|je suis vivante"),
    (Fine, "ca va|sa va|ca va bien|sa va bien|c'est bon|nickel|impec|impeccable|rien a signaler|ras|tranquille"),
    (Fares, "(va/vont) (/tres/super/vraiment/aussi/tous/toutes) bien|se (porte/portent) bien"),
    (
        Well,
        "(/bien/tous/toutes/totalement/maintenant) en (securite/surete/lieu sur)|a l'abri|a labri|hors de danger|hors danger",
    ),
    (
        Well,
        "(sain/saine/sains/saines) et (sauf/sauve/saufs/sauves)|indemne|indemnes|bien|sauf|sauve|en bonne sante|bien portant",
    ),
    (Well, "secure|bien (arrive/arrivee/arrives/arrivees)|hors d'atteinte|dans un lieu sur|dans un endroit sur"),
    (Key, "en securite"),
    (Yes, "oui|ouais|ui|yep|d'accord|dac"),
    (First, "je suis|j'suis|jsuis|chuis|j suis|nous sommes|on est|suis|sommes|jsui"),
    (Is, "est|sont|etes|es"),
    (Me, "je|j'|moi|me|m'|nous|on|mes proches et moi|ma famille et moi|jai"),
    (Them, "il|elle|ils|elles|tu|vous|lui|leur|eux|te|toi|ce|c'|qui|celui|celle|quelqu'un"),
    (
        HelpMe,
        "(aidez/aide/aider/secourez/sauvez/sauve/venez/viens) (/a) (moi/nous/me/m')|venez me chercher|m'aider|me secourir|nous aider",
    ),
    (
        HelpMe,
        "(j'ai/jai/nous avons/on a/ai) (vraiment/urgent/tres/vite/) (/vite/urgemment) besoin (d'/de l'/de votre/de l) (aide/assistance)",
    ),
    (
        HelpMe,
        "(j'ai/jai/nous avons/on a/ai) (/vraiment) besoin (de/d'un/d'une) (secours/soins/medecin/ambulance)|je demande de l'aide",
    ),
    (HelpMe, "je veux de l'aide|il me faut de l'aide|sortez (moi/nous) (de la/d'ici/)"),
    (
        Help,
        "aide|aidez|aider|au secours|secours|a l'aide|besoin d'aide|besoin d'assistance|besoin de secours|aled|alaide|urgence|urgent",
    ),
    (
        Soft,
        "(/je n'ai/j'ai/je/n'ai/n'avons/nous n'avons) (pas/plus/aucun/nul) besoin (d'/de l') (aide/assistance)|pas (d'/besoin d') aide",
    ),
    (
        Soft,
        "(je peux/je veux/puis je/comment/pour/peux/pouvons/veux/veut) (/vous/t'/les/nous) aider|merci (de/pour) (votre/ton/l') aide",
    ),
    (
        Soft,
        "pas de (probleme/problemes/souci/soucis/prob/pb/pblm)|aucun (probleme/souci)|sans (probleme/souci)|y a pas de (probleme/souci)",
    ),
    (
        Soft,
        "(/ne/n'/vous/ne vous/ne t'/t'/te) (inquietez/inquiete/inquiet) (pas/plus)|(/ne/ne t'/ne vous/t'/vous) (en/) (fais/faites) (/vous) pas",
    ),
    (
        Soft,
        "(je/) (ne suis/suis/sommes/n'ai) pas (blesse/blessee/blesses/en danger)|pas (blesse/blessee/blesses/en danger)|rien de (grave/casse)",
    ),
    (Soft, "je n'ai rien|nous n'avons rien|on n'a rien|sans (blessure/blessures)|plus de peur que de mal"),
    (
        Hurt,
        "(blesse/blessee/blesses/blessees/bless/coince/coincee/coinces/coincees/bloque/bloquee/bloques/bloquees/enferme/enfermee)",
    ),
    (
        Hurt,
        "(piege/piegee/pieges/perdu/perdue/perdus/touche/touchee/en danger/en detresse/terrifie/terrifiee/cache/cachee/caches)",
    ),
    (
        Hurt,
        "vais mal|allons mal|j'ai (tres/) mal|j'ai peur|saigne|meurs|etouffe|va mal|malade|allons tres mal|vais tres mal|en otage",
    ),
    (Hurt, "inconscient|inconsciente|ai (tres/) peur|mal en point|sous les (tirs/balles/decombres)|otage|otages"),
    (
        Danger,
        "(tir/tirs/tire/tirent/tireur/tireurs/fusillade/explosion/explosions/bombe/attentat/attaque/terroriste/terroristes/kalachnikov)",
    ),
    (
        Danger,
        "(feu/incendie/fumee/arme/armes/arme a feu/couteau/sang/balle/balles/hopital/ambulance/samu/police/pompiers)",
    ),
    (
        Danger,
        "(mort/morte/morts/mortes/decede/decedee/tue/tuee/tues/disparu/disparue/disparus/introuvable/insecurite/danger/dangereux/detresse)",
    ),
    (
        Danger,
        "(grave/gravement/agonise/mourant/mourir/suicide/otages/prisonnier/prisonniere/menace/menaces/viol/panique/blessure/blessures)",
    ),
    (
        Not,
        "(ne/pas/pa/plus/jamais/aucun/aucune/rien/sans/ni/non/nan/nulle part/nul/nulle/guere/point du tout/impossible/nn/pq/paq/personne)",
    ),
    (But, "mais|sauf que|par contre|cependant|pourtant|excepte|hormis|toutefois|contrairement|a part"),
    (
        If,
        "si|quand|lorsque|bientot|peut etre|j'espere|espere|esperons|esperant|je pense|pense|crois|croire|presque|jusqu'a quand|faudrait",
    ),
    (
        If,
        "(etais/etait/etions/etaient/serai/sera/serons/serais/serait/seront/sois/soit/soyez/soyons/etre/allait/allais/ira/irai)",
    ),
    (
        If,
        "(veux/voudrais/voulons/aimerais/besoin d'etre/pour etre/dit/disent/dirait/parait/semble/semblent/avant/faux/mensonge/doute/incertain)",
    ),
    (
        If,
        "(devrais/devrait/essaie/essaye/essayons/tente/pret a/demande/demandent/inquiet/inquiete/sans nouvelle/sans nouvelles)",
    ),
    (
        Ask,
        "est ce que|(tu/vous/il/elle/ils) (vas/va/allez/etes/es/est/vont) (tu/vous/il/bien/en/ok/a)|(vas/va/allez/etes/es/est/vont) (tu/vous/t il/t elle/ils/il/elle)",
    ),
    (
        Ask,
        "ou (est/es/sont/etes/tu)|comment (va/vas/allez/tu/ca/vont)|qui est|c'est (quoi/qui)|ca va (toi/vous)|quoi|pourquoi|avez vous|as tu|des nouvelles",
    ),
    (Tag, "et (vous/toi/tu/ta famille/votre famille)"),
    (
        Away,
        "(/je/nous/on/j') (ne/n'/) (suis/sommes/est/) pas (/du tout) (sur place/la/la bas/present/presente/concerne/concernee/concernes)",
    ),
    (
        Away,
        "(/je/nous/on/j') (ne/n'/) (suis/sommes/est/) pas (/du tout) (dans/sur) (la zone/le coin/le quartier/le secteur/les lieux/les lieux)",
    ),
    (
        Away,
        "(je/nous/on/) (n'y/y/n y) (suis/sommes/est/etais/etions/etait) pas|(je/) n'etais pas (la/sur place)|pas sur les lieux",
    ),
    (
        Away,
        "hors (de la zone/zone/de paris)|(je suis/suis/) (absent/absente/ailleurs)|(je suis/nous sommes/on est/) loin (/de la/d'ici/de la bas)|(en/a l') (vacances/etranger)",
    ),
    (
        Stop,
        "arret|arreter|arretez|arrete|stop sms|desabonner|desabonnement|desinscrire|desinscription|annuler|ne plus recevoir",
    ),
    (Start, "reprendre|reabonner|abonner|demarrer|reprise|debut"),
    (
        Greet,
        "bonjour|bonsoir|salut|coucou|slt|bjr|bsr|cc|merci|merci (beaucoup/bcp/infiniment/a tous)|mrc|bonne (nuit/soiree/journee)|allo|au revoir",
    ),
    (
        Kin,
        "(maman/papa/mere/pere/frere/soeur/fils/fille/mari/femme/epouse/epoux/copain/copine/ami/amie/cousin/cousine/oncle/tante)",
    ),
    (
        Kin,
        "(mamie/papi/papy/mamy/grand mere/grand pere/conjoint/compagne/compagnon/collegue/voisin/voisine/neveu/niece/tonton/tata)",
    ),
    (Mine, "(mon/ma/mes/ton/ta/tes/son/sa/ses/notre/nos/votre/vos/leurs)"),
    (The, "(le/la/les/l'/un/une/des/du/d'/ces/cet/cette)"),
    (And, "et|ainsi que"),
    (
        At,
        "(a/au/aux/chez/dans/en/sur/vers/pres/avec/rue/avenue/boulevard/bd/place/metro/station/porte/quai/pour/par/depuis/contre/de)",
    ),
    (
        Adv,
        "(tous/toutes/tout/toute/vraiment/tres/bel et bien/maintenant/desormais/totalement/completement/toujours/deja/actuellement/aussi)",
    ),
    (Adv, "(parfaitement/tous les deux/tous deux/ensemble/egalement/enfin)"),
    (
        Soft,
        "(on/je/nous) (rentre/rentrons/arrive/arrivons)|rentre|(/a la/chez/rentre a la) maison|chez (moi/nous/des amis/un ami/une amie/lui/elle)",
    ),
    (
        Soft,
        "(svp/stp/s'il vous plait/s'il te plait/bien sur/bien recu/recu/bises/bisous/biz/bisou/gros bisous/je t'aime/je vous aime/dieu merci)",
    ),
    (
        Soft,
        "(rassurez vous/rassure toi/c'est moi/ici/tkt/tqt/message/reponse/rep/re/tr/alors/donc/voila/ah/oh/bah/eh/euh/hein)",
    ),
    (
        Soft,
        "(mon code est/mon code/le code est/code/je m'appelle/a bientot/a tout a l'heure/a demain/je reponds/envoye de mon iphone)",
    ),
    (
        Common,
        "(ai/as/avons/avez/ont/avait/avais/fait/fais/faire/faites/suite/y/que/qu'/quoi/dont/comme/plus tard/moins/peu/beaucoup/trop)",
    ),
    (
        Common,
        "(aujourd'hui/hier/demain/soir/matin/nuit/heure/heures/minute/minutes/jour/apres/pendant/encore/la bas/la/dehors/dedans/loin)",
    ),
    (
        Common,
        "(enfants/parents/amis/gens/famille/monde/personnes/autres/tout le monde/collegues/voisins/police/ville/zone/quartier/rue/gare)",
    ),
    (
        Common,
        "(super/cool/parfait/genial/bon/bonne/bof/mdr/lol/ptdr/chef/patron/ma belle/cheri/cherie/bebe/mec/frero/poto/gars/monsieur/madame)",
    ),
    (
        Common,
        "(note/vu/lu/noted/compris/entendu/information/info/infos/nouvelle/nouvelles/telephone/portable/appel/appelle/appelez/rappelle)",
    ),
    (
        Common,
        "(sais/sait/savoir/vois/voir/vais/va/vas/allez/vont/viens/vient/peut/peux/pouvez/dois/doit/faut/reste/restez/attends/attendez)",
    ),
    (
        Common,
        "(est il/moment/instant/suite/question/reponse/service/numero/sms/texto/tel/bravo/courage/dommage/desole/desolee/pardon/excusez)",
    ),
    (
        Common,
        "(sur/sure/surs/sures/situation/endroit/lieu/secteur/calme/retour/train/bus/voiture/taxi/route/concert/stade/cafe/bar/restaurant)",
    ),
];
