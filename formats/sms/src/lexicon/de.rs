//! German.

use super::{Class, Class::*};

pub const WORDS: &[(Class, &str)] = &[
    (
        Safe,
        "(mir/uns) (geht es/geht's/gehts/gehts allen/geht es allen) (/allen/sehr/ganz/soweit/auch) gut|es geht (mir/uns) (/allen/sehr/ganz/soweit/auch) gut",
    ),
    (
        Safe,
        "(wir sind/ich bin) (/gut/schon/wieder/heil) (zu hause/zuhause/daheim/angekommen)|(ich/wir) (lebe/leben) noch|(ich bin/wir sind) (/noch) am leben|alle sind (ok/wohlauf/in sicherheit)",
    ),
    (Fine, "alles (/ist/sehr/soweit/ist soweit) (gut/ok/okay/klar/bestens/in ordnung)|passt (/schon/alles)"),
    (Fares, "(geht es/geht's/gehts) (/auch/sehr/ganz/soweit/beiden/allen) gut"),
    (
        Well,
        "(/in) sicherheit|sicher|wohlauf|unverletzt|wohlbehalten|gesund und munter|ausser gefahr|ausserhalb der gefahr|heil|gerettet|an einem sicheren ort|unversehrt|in ordnung|in sicherer umgebung|gut",
    ),
    (Key, "in sicherheit"),
    (Yes, "ja|jawohl|jep|jup|klar|na klar"),
    (First, "ich bin|wir sind|bin|ich befinde mich|wir befinden uns|befinde mich"),
    (Is, "ist|sind|geht es|geht's|gehts"),
    (Me, "ich|wir|mir|mich|uns|meine familie und ich"),
    (Them, "er|sie|ihr|du|ihm|ihnen|dir|dich|euch|es|wer|jemand|man"),
    (
        HelpMe,
        "(helft/hilf/helfen sie/rettet/rette) (mir/uns/mich)|(/ich/wir) (brauche/brauchen/benotige/benoetige/benotigen/will) (/dringend/bitte/schnell/sofort) (hilfe/einen arzt/einen krankenwagen/rettung)|holt (mich/uns) (raus/hier raus)",
    ),
    (Help, "hilfe|helft|hilf|helfen|braucht hilfe|notfall|dringend|zu hilfe|notruf"),
    (
        Soft,
        "(/ich/wir) (brauche/brauchen/benotige) keine hilfe|keine hilfe (notig/noetig)|(kann ich/ich kann/konnen wir/ich will/ich mochte/wie kann ich/zum) helfen|danke fur (die/eure/ihre/deine) hilfe|danke fuer (die/eure/ihre/deine) hilfe",
    ),
    (
        Soft,
        "(kein/keine) (problem/probleme/sorge/sorgen)|(macht/mach/machen sie) (euch/dir/sich) keine (sorgen/sorge)|(/ich bin/wir sind) nicht (verletzt/in gefahr)|nichts (schlimmes/ernstes/passiert)|mir ist nichts passiert|uns ist nichts passiert",
    ),
    (
        Hurt,
        "(verletzt/verwundet/eingeschlossen/gefangen/eingesperrt/festgehalten/stecke fest/stecken fest/verloren/verirrt/in gefahr/in not/unsicher)",
    ),
    (
        Hurt,
        "(habe angst/haben angst/verstecke mich/verstecken uns/versteckt/blute/sterbe/krank/geht es schlecht/gehts schlecht/geht's schlecht/schlecht/bewusstlos/geisel/geiseln/angeschossen)",
    ),
    (
        Danger,
        "(schuss/schusse/schuesse/schiesserei/schutze/schuetze/bombe/explosion/explosionen/anschlag/attentat/angriff/terrorist/terroristen/feuer/brand/rauch)",
    ),
    (
        Danger,
        "(waffe/waffen/messer/blut/krankenhaus/krankenwagen/polizei/tot/tote/gestorben/getotet/vermisst/verschwunden/gefahr/gefahrlich/gefaehrlich/schwer/bedroht/panik/selbstmord)",
    ),
    (
        Not,
        "(nicht/kein/keine/keinen/keiner/keinem/nie/niemals/nein/ohne/nix/nichts/weder/kaum/nirgends/nirgendwo/ned/nciht/nich/niht/nicth/niemand/nee/unmoglich)",
    ),
    (But, "aber|ausser|jedoch|doch nicht|bis auf|obwohl|allerdings|sondern"),
    (
        If,
        "(wenn/falls/ob/bald/vielleicht/hoffentlich/hoffe/hoffen/glaube/denke/fast/beinahe/bis wir/bis ich/war/waren/ware/waere/werde/werden/wird/ich will/wir wollen/mochte)",
    ),
    (If, "(sagt/sagte/sagen/scheint/angeblich/sein/sei/seien/bevor/wahrscheinlich/wohl kaum/gelogen/falsch)"),
    (
        Ask,
        "(wo/wie/was/wer/warum) (ist/sind/bist/seid/geht/gehts/geht's/macht/habt)|wie geht (es/s)|wie gehts|(bist/seid) (du/ihr)|(geht es/gehts/geht's) (dir/euch/ihnen/ihm/ihr)|sind sie|warum",
    ),
    (Tag, "und (du/ihr/dir/euch/sie/ihnen/selbst)"),
    (
        Away,
        "(/ich bin/wir sind/bin/ich war/wir waren) (/gar/uberhaupt) nicht (/mehr) (da/dort/vor ort/hier/anwesend/betroffen/in der nahe/in der naehe/dabei/im gebiet/in der zone/in der stadt/in paris)",
    ),
    (
        Away,
        "(ich bin/wir sind/bin/) (weit weg/woanders/im urlaub/im ausland/nicht in der gegend/ausserhalb (der zone/des gebiets/der stadt)/abwesend/weg)",
    ),
    (Stop, "stopp|abmelden|abbestellen|beenden|keine nachrichten mehr|aufhoren|aufhoeren"),
    (Start, "starten|anmelden|weiter|fortsetzen"),
    (
        Greet,
        "hallo|guten (tag/abend/morgen)|gute nacht|danke|vielen dank|danke schon|danke schoen|dankeschon|servus|moin|gruss gott|tschuss|tschuess",
    ),
    (
        Kin,
        "(mama/papa/mutter/vater/bruder/schwester/sohn/tochter/mann/frau/freund/freundin/cousin/cousine/onkel/tante/oma/opa/kollege/kollegin/nachbar/nachbarin/mutti/vati)",
    ),
    (Mine, "(mein/meine/meinem/meiner/meinen/dein/deine/deiner/sein/seine/seiner/unser/unsere/unserer/euer/eure)"),
    (The, "(der/die/das/den/dem/des/ein/eine/einen/einem/einer/diese/dieser/dieses)"),
    (And, "und|u"),
    (
        At,
        "(im/am/bei/beim/auf/an/von/vom/mit/zu/zum/zur/strasse/str/platz/bahnhof/fur/fuer/nach/neben/hinter/unter/vor/aus)",
    ),
    (
        Adv,
        "(alle/allen/beide/sehr/ganz/jetzt/wieder/soweit/vollig/schon/auch/noch/immer noch/wirklich/inzwischen/mittlerweile/endlich/zusammen/absolut)",
    ),
    (
        Soft,
        "(/ich bin/wir sind) (zu hause/zuhause/daheim)|(wir/ich) (fahren/fahre/gehen/gehe/kommen/komme) (nach hause/heim)|auf dem (heimweg/weg nach hause)|(bei freunden/im hotel/auf der arbeit)",
    ),
    (
        Soft,
        "(bitte/lg/liebe grusse/liebe gruesse/viele grusse/gott sei dank/kuss/hab dich lieb/hier/ich bins/mein code ist/der code ist/code/ich heisse/mein name ist/na/ach)",
    ),
    (
        Common,
        "(hat/habe/haben/hast/habt/hatte/hatten/kann/konnen/muss/mussen/soll/sollen/mache/macht/machen/gehe/gehen/komme/kommen/weiss/wissen/sehe/gesehen)",
    ),
    (
        Common,
        "(dass/weil/denn/also/so/wie/als/dann/danach/mehr/viel/viele/wenig/nur/etwas/alles/andere/anderen/hier/dort/da/wo/was/welche)",
    ),
    (Common, "(heute/gestern/morgen/abend/nacht/stunde/stunden/minute/minuten/tag/zeit/moment/gleich/spater/spaeter)"),
    (
        Common,
        "(leute/kinder/eltern/freunde/familie/menschen/stadt/zone/gebiet/ort/lage/situation/weg/auto/zug/bahn/bus/telefon/nachricht/nummer/anruf)",
    ),
    (
        Common,
        "(super/toll/prima/perfekt/genau/richtig/schatz/liebling/chef/herr/entschuldigung/sorry/tut mir leid/verstanden/neuigkeiten)",
    ),
];
