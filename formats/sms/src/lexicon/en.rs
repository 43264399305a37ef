//! English.

use super::{Class, Class::*};

pub const WORDS: &[(Class, &str)] = &[
    (
        Safe,
        "(i'm/i am/we're/we are) (all/both/very/really//totally/doing) (good/great/alright/all right/unharmed/unhurt/okay/okey/home)",
    ),
    (
        Safe,
        "(i've/i have/we've/we have/we/i) (/just) (got/made it/arrived) (home/back/home safe/home safely/back safely/back safe)",
    ),
    (
        Safe,
        "everyone (is/here is) (safe/ok/okay/fine/well)|(we're/we are/all of us are) all (ok/okay/safe/fine/good)|i'm alive|we're alive|i am alive",
    ),
    (Safe, "i (confirm/confirm that) i'm safe|marked safe|made it home|got home (safe/safely)|doing (fine/ok/well)"),
    (
        Fine,
        "all good|it's (ok/okay/fine/all good)|all (ok/okay/fine/well)|no complaints|everything is (ok/okay/fine/good)",
    ),
    (Fares, "(is/are) doing (ok/okay/fine/well/good)|(got/made it) home (safe/safely)"),
    (
        Well,
        "(fine/well/alright/all right/unharmed/unhurt/uninjured/out of danger/safe and sound/safely home/home safe/home safely)",
    ),
    (Well, "(in safety/in a safe place/somewhere safe/at a safe place/in safe place/good)"),
    (Key, "safe|ok|okay|okey|okk|oki|o k|0k|ок|okey dokey|k"),
    (Yes, "yes|yeah|yep|yup|sure|yes sir|yes i am"),
    (First, "i'm|i am|we're|we are|am|iam|i m|im"),
    (Is, "is|are|'s"),
    (Me, "i|me|we|us|my family and i|myself|ourselves|our"),
    (Them, "he|she|they|you|u|it|him|her|them|who|somebody|someone|that|this|there is|there are"),
    (
        HelpMe,
        "(help/save/rescue) (me/us)|(i/we) (/really/urgently/badly) (need/want/require) (/some/your/urgent/medical) (help/assistance/rescue)|(i/we) need (a doctor/an ambulance/ambulance)",
    ),
    (
        HelpMe,
        "get (me/us) out|(can't/cannot/can not/cant) (get out/move/breathe/escape/leave)|come (get/find/save) (me/us)",
    ),
    (
        Help,
        "s o s|help|hlp|helpme|sos|mayday|(need/needs/needed/want/wants) (/some/urgent/medical) help|emergency|assistance|rescue|urgent",
    ),
    (
        Soft,
        "(/i/we) (don't/do not/dont/didn't) need (/any/your) (help/assistance)|no help (needed/required)|(/can/want to/how can i/i can/we can/could/may i/to) help (you/out/others/people)",
    ),
    (
        Soft,
        "(i/we/can i/how can i/may i/can/want to/could i/like to) (can/want to/could/would like to/) help (/you/out/others/people)|thanks for (the/your/all your) help|thank you for (the/your) help",
    ),
    (
        Soft,
        "no (problem/problems/worries/prob/probs/issue/issues)|(don't/do not/dont) (/you) (worry/panic)|nothing (serious/wrong/to worry about)",
    ),
    (
        Soft,
        "(/i'm/i am/we're) not (hurt/injured/harmed/wounded/in danger/in any danger)|no (injuries/injury)|without a scratch",
    ),
    (
        Hurt,
        "(hurt/injured/wounded/trapped/stuck/bleeding/shot/locked in/lost/in danger/in trouble/scared/afraid/terrified/hiding/hidden/unsafe)",
    ),
    (
        Hurt,
        "(unwell/dying/sick/not well/in pain/under attack/held/hostage/barricaded/badly hurt/burned/burnt/insecure/unconscious/can't breathe)",
    ),
    (
        Danger,
        "(shots/shooting/shooter/shooters/gun/guns/gunman/gunmen/gunfire/gunshots/bomb/bombs/explosion/explosions/attack/attacker/terrorist)",
    ),
    (
        Danger,
        "(fire/smoke/knife/blood/hostages/hospital/ambulance/police/dead/died/killed/missing/disappeared/danger/dangerous/critical/stabbed)",
    ),
    (Danger, "(emergency room/icu/suicide/kill/threat/threatened/raped/panic/injury/injuries/unable)"),
    (
        Not,
        "(not/no/never/none/nothing/nowhere/nobody/neither/nor/without/cannot/cant/dont/isnt/arent/aint/wasnt/wont/didnt/doesnt/hardly)",
    ),
    (
        Not,
        "(barely/nope/nah/unable/havent/nto/noy/nit/nott/noot/far from/anything but/no longer/no one/non/couldnt/wouldnt/shouldnt)",
    ),
    (
        Not,
        "(isn't/aren't/wasn't/weren't/ain't/don't/won't/didn't/doesn't/can't/couldn't/wouldn't/shouldn't/haven't/hasn't/hadn't)",
    ),
    (But, "but|except|however|although|though|apart from|other than|unlike"),
    (
        If,
        "(if/when/whether/soon/until/till/unless/maybe/perhaps/almost/nearly/hopefully/i hope/we hope/hoping/hope (to/that/you/he/she/they/we/i/everyone))",
    ),
    (
        If,
        "(think/guess/believe/suppose/wish/was/were/would/should/could/might/will be/be/gonna be/want to be/like to be/trying/try/probably)",
    ),
    (
        If,
        "((he/she/they/who) (said/says/say)/said that/says/told/asked/asks/not sure/pretend/supposed/before/seems/seem/false/fake/dunno)",
    ),
    (
        Ask,
        "are (you/u/we/they)|is (he/she/it/there/everyone/anyone)|(do/did/have/can/could/will) (you/u/they)|where (is/are/r)|how (are/is/r/do/does)|what|who (is/are)|why|any news|r u",
    ),
    (Tag, "(and/what about/how about) (you/u/your family)|how are you|hbu|wbu"),
    (
        Away,
        "(/i'm/i am/we're/we are/i was/i'm really) not (/even/at all/anywhere near) (there/here/around/concerned/affected/on site/in town/in paris)",
    ),
    (
        Away,
        "(/i'm/i am/we're/we are) not (/even) (in/near/at) (the/that/this) (area/zone/city/place/site/neighbourhood/neighborhood)|(/i'm/we're) nowhere near|(i/we) (wasn't/weren't) there",
    ),
    (
        Away,
        "(i'm/i am/we're/we are/) (elsewhere/away/abroad/out of (town/the area/there/the zone/the country)/far away/outside the (zone/area)/on holiday/on vacation)",
    ),
    (Out, "out"),
    (
        Stop,
        "stop|stopall|stop all|stop messages|unsubscribe|cancel|end|quit|opt out|optout|remove me|stop texting me|stop messaging me",
    ),
    (Start, "start|unstop|subscribe|opt in|resume"),
    (
        Greet,
        "hello|hi|hey|hiya|good (morning/evening/afternoon/night)|thanks|thank you (/so much/very much/all)|thx|ty|cheers|bye|goodbye|hello there",
    ),
    (
        Kin,
        "(mum/mom/mummy/mommy/dad/daddy/mother/father/brother/sister/son/daughter/husband/wife/friend/boyfriend/girlfriend/partner/cousin)",
    ),
    (
        Kin,
        "(uncle/aunt/auntie/grandma/grandpa/grandmother/grandfather/granny/nan/colleague/neighbour/neighbor/nephew/niece/roommate/flatmate)",
    ),
    (Mine, "(my/your/his/our/their)"),
    (The, "(the/a/an/these/those/some/any/every/all the)"),
    (And, "and|n'"),
    (
        At,
        "(at/in/on/near/by/from/to/with/inside/outside/street/st/road/avenue/station/square/of/for/into/onto/under/behind)",
    ),
    (
        Adv,
        "(all/both/really/very/totally/completely/now/perfectly/currently/still/already/also/too/so far/just/absolutely/quite/again/finally/together)",
    ),
    (
        Soft,
        "(i'm/we're/i am/we are/) (going/coming/heading/on (my/the/our) way) home|(/at/back/back at) home|at a (friends/friend's) (/place/house)|at (friends/hotel/work)",
    ),
    (
        Soft,
        "(please/pls/plz/love/love you/love you all/xx/xo/xoxo/thank god/god bless/here/so/well then/ah/oh/um/omg/lol/dear/all the best/take care)",
    ),
    (
        Soft,
        "(this is me/it's me/re/fwd/fw/reply/message/msg/sent from my (iphone/phone/android/samsung)/my code is/the code is/code/my name is)",
    ),
    (
        Common,
        "(has/had/have/having/been/being/do/does/did/done/go/going/goes/gone/get/got/getting/come/coming/see/seen/saw/know/knows/known/need/needs)",
    ),
    (
        Common,
        "(then/than/there/here/where/as/or/because/about/after/during/over/out of/off/up/down/back/away/more/less/much/many/few/only/even)",
    ),
    (
        Common,
        "(today/yesterday/tomorrow/tonight/morning/evening/night/hour/hours/minute/minutes/time/day/later/moment/ago/yet)",
    ),
    (
        Common,
        "(people/kids/children/parents/friends/family/everyone/everybody/anyone/guys/folks/others/boys/girls/team/colleagues/neighbours)",
    ),
    (
        Common,
        "(great/cool/perfect/nice/right/then/man/mate/bro/dude/boss/babe/baby/sir/madam/buddy/honey/sweetheart/darling/copy/noted/roger/got it)",
    ),
    (
        Common,
        "(news/phone/call/text/sms/number/question/answer/service/info/information/place/area/zone/city/town/situation/route/way/house/train/bus/car)",
    ),
    (
        Common,
        "(can/must/let/make/take/tell/say/says/said that/ask/wait/stay/keep/leave/left/reply/read/understood/agreed/sorry/excuse/wrong/number)",
    ),
    (
        Common,
        "(zone/exit/street/side/everything/something/anything/things/thing/stuff/one/two/three/first/last/next/other/same/such/own)",
    ),
];
