# Réponses aux SMS reçus : une ligne, sans ê ni ç, pour tenir dans un ou deux messages. Et la page où les opérateurs lisent les SMS.

sms-safe = Noté : vous allez bien ({ $what }). Vos proches le voient. Si cela change, répondez AIDE.
sms-safe-and = Noté : vous et { $who } allez bien ({ $what }). Vos proches le voient. Si cela change, répondez AIDE.
sms-safe-but = Noté : vous allez bien ({ $what }). Mais nous ne savons pas de qui vous parlez : { $who }. Répondez OK et le nom entier, comme dans votre cercle.
sms-not_there = Noté : vous n’étiez pas sur place ({ $what }). Vos proches le voient. Si cela change, répondez AIDE.
sms-need_help = Appelez d’abord : { $numbers }. Votre demande est chez les opérateurs. Dites ici où vous vous trouvez et combien de personnes.
sms-help-stays = Vous avez demandé de l’aide : votre demande reste ouverte. Un opérateur lit votre message. En danger, appelez : { $numbers }.
sms-help-place = Votre message est chez les opérateurs, avec votre demande d’aide. En danger, appelez : { $numbers }.
sms-declared = Noté : selon vous, { $who } va bien. Vos proches communs le voient. Ce n’est pas votre propre réponse : pour vous, répondez OK.
sms-which = De qui parlez-vous ? { $names }. Répondez OK et le nom entier. Rien n’est noté pour { $who }.
sms-nobody = Personne ne porte ce nom dans votre cercle : { $who }. Répondez OK et le nom comme dans votre cercle. Rien n’est noté.
sms-no-incident = Aucune alerte ne vous concerne en ce moment. En danger, appelez : { $numbers }.
sms-unclear = Pas compris. Répondez OK (je vais bien), AIDE ou OUT (pas sur place), ou OK et un nom pour un proche. Une personne lira le reste.
sms-urgent = En danger, appelez : { $numbers }. Une personne lit votre message en premier. Si vous avez besoin d’aide, répondez AIDE.
sms-stopped = { $site } ne vous écrira plus par SMS. Pour reprendre : START.
sms-started = { $site } vous écrira de nouveau par SMS. Pour ne plus rien recevoir : STOP.
sms-who = Nous gardons votre réponse, mais ce numéro nous est inconnu. Répondez par votre prénom et votre nom.
sms-who-help = Appelez d’abord : { $numbers }. Les opérateurs voient votre demande. Répondez par votre prénom et votre nom, puis dites où vous vous trouvez.
sms-unknown = Ce numéro nous est inconnu : ce que vous dites d’un proche ne compte pas encore. Inscrivez-vous : { $url }
sms-named = Merci { $who }. Un code arrive sur ce numéro : renvoyez-le ici, et votre réponse comptera.
sms-proven = Merci. Ce numéro est bien à vous, votre réponse compte. Si cela change, répondez AIDE ou OK.
sms-code-wrong = Ce code n’est pas le bon, ou il est trop ancien. Répondez OK, AIDE ou OUT pour en recevoir un autre.
sms-code-elsewhere = Ce code se tape sur la page où vous l’avez demandé : { $url }

inbox-title = Messages à lire
inbox-says = Les SMS qu’aucune machine n’a compris, ou qui viennent d’un numéro inconnu. Les urgents d’abord, puis les plus anciens.
inbox-care = Ce que les gens écrivent et leurs numéros ne servent qu’à leur venir en aide. Chaque lecture est inscrite au journal. L’expéditeur d’un SMS peut être falsifié.
inbox-none = Tout est lu.
inbox-urgent = Urgent
inbox-unknown = Numéro inconnu
inbox-read = Lu
inbox-help = Ouvrir une demande d’aide
inbox-more = { $n ->
    [one] Encore { $n } message.
   *[other] Encore { $n } messages.
}
inbox-new = { $n ->
    [one] 1 nouveau message. L’afficher
   *[other] { $n } nouveaux messages. Les afficher
}
inbox-export = Télécharger en tableur (CSV)
inbox-cost = { $spent } SMS envoyés sur { $ceiling }
inbox-cost-over = Plafond atteint
