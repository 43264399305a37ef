//! Portuguese.

use super::{Class, Class::*};

pub const WORDS: &[(Class, &str)] = &[
    (
        Safe,
        "(/eu/nos) (estou/tou/to/estamos/tamos) (/todos/todas/muito/otimo) (bem/otimo/otima)|(/ja) (estou/estamos) em casa",
    ),
    (
        Safe,
        "(a gente/todo mundo) (esta/ta) (/todos/toda/muito) bem|(todos/todas) (estao/estamos/) (bem/a salvo)|cheguei bem|chegamos bem|estou (vivo/viva)|estamos vivos",
    ),
    (Fine, "tudo (/esta/ta/muito) (bem/ok/certo)|tudo em ordem|tudo tranquilo"),
    (Fares, "(passa/passam) bem|encontra se bem"),
    (
        Well,
        "(a salvo/sao e salvo/sa e salva/saos e salvos/bem/em seguranca/seguro/segura/seguros/seguras/fora de perigo/ileso/ilesa/em lugar seguro)",
    ),
    (Well, "(num lugar seguro/em um lugar seguro/num sitio seguro/salvo/salva)"),
    (Key, "a salvo|em seguranca"),
    (Yes, "sim|claro|isso"),
    (First, "(/eu/nos) (estou/estamos)|eu to|eu tou|tou|encontro me"),
    (Is, "esta|estao|ta|tao"),
    (Me, "eu|nos|mim|comigo|a gente|minha familia e eu"),
    (Them, "ele|ela|eles|elas|voce|voces|vc|vcs|tu|lhe|quem|alguem"),
    (
        HelpMe,
        "(ajude/ajudem/ajuda/socorram/salvem) (me/nos)|(/eu) (preciso/precisamos/quero/peco) (/de/muita) (ajuda/socorro/auxilio)|me (ajuda/ajude/ajudem/salva/salvem)|nos (ajude/ajudem)",
    ),
    (HelpMe, "(preciso/precisamos) de (um medico/uma ambulancia)|tire me daqui|me tira daqui"),
    (Help, "ajuda|ajudar|ajudem|ajude|socorro|precisa de ajuda|precisam de ajuda|emergencia|urgente"),
    (
        Soft,
        "(/eu) nao (preciso/precisamos) de (ajuda/nada)|(posso/quero/como posso/podemos/para) ajudar|(obrigado/obrigada) pela (ajuda/vossa ajuda/sua ajuda)",
    ),
    (
        Soft,
        "(sem/nao ha/nao tem/nenhum) (problema/problemas)|nao (se/te) (preocupe/preocupes/preocupem)|nao (estou/estamos) (ferido/ferida/feridos/em perigo)|nada grave",
    ),
    (
        Hurt,
        "(ferido/ferida/feridos/feridas/preso/presa/presos/presas/encurralado/encurralada/trancado/trancada/perdido/perdida/em perigo/inseguro/insegura)",
    ),
    (
        Hurt,
        "(estou mal/estamos mal/passo mal/passando mal/com medo/tenho medo/assustado/assustada/sangrando/escondido/escondida/doente/refem/refens)",
    ),
    (Hurt, "(estou morrendo/a morrer/esta mal/ta mal/muito mal/inconsciente)"),
    (
        Danger,
        "(tiros/tiro/tiroteio/bomba/explosao/explosoes/atentado/ataque/terrorista/terroristas/fogo/incendio/fumaca/arma/armas/faca/sangue)",
    ),
    (
        Danger,
        "(hospital/ambulancia/policia/morto/morta/mortos/morreu/faleceu/desaparecido/desaparecida/perigo/perigoso/grave/ameaca/panico/morrer/matar)",
    ),
    (Danger, "(suicidio/sequestrado/sequestrada/atirador)"),
    (Not, "(nao/no/nunca/jamais/nada/nem/sem/nenhum/nenhuma/ninguem/n/naum/tampouco/impossivel/longe de estar/num)"),
    (But, "mas|porem|exceto|menos|embora|contudo|a nao ser"),
    (
        If,
        "(se/quando/em breve/logo que/talvez/espero/esperamos/tomara/oxala/acho/penso/quase/ate que/estava/estavamos/estarei/estara/estaremos)",
    ),
    (
        If,
        "(esteja/estejam/estejamos/quero/queria/queremos/diz/dizem/disse/parece/estar/ficar/ficarei/seria/antes/duvido/mentira/falso)",
    ),
    (
        Ask,
        "(como/onde/que/quem) (esta/estao/voce/vai/e/estas)|(voce/voces/vc/vcs) (esta/estao/ta/tao)|(esta/estas) tudo bem|por que|tem noticias",
    ),
    (Tag, "e (voce/voces/vc/tu/a sua familia/sua familia)"),
    (
        Away,
        "(/eu/nos) nao (estou/estamos/estava/to/tou) (la/ai/ali/aqui/perto/presente/no local/na zona/na area/na regiao/na cidade/em paris/afetado/afetada)",
    ),
    (
        Away,
        "(/estou/estamos) fora da (zona/area/cidade/regiao)|(estou/estamos) (longe/fora/viajando/de ferias)|longe (dali/de la/daqui)|fora|ausente",
    ),
    (AwayBare, "(/eu/nos) nao (estou/estamos)"),
    (Stop, "parar|pare|sair|cancelar|remover|descadastrar|pare de enviar"),
    (Start, "iniciar|comecar|voltar|retomar"),
    (Greet, "oi|ola|bom dia|boa (noite/tarde)|obrigado|obrigada|muito (obrigado/obrigada)|obg|valeu|tchau|adeus"),
    (
        Kin,
        "(mae/mamae/pai/papai/irmao/irma/filho/filha/marido/esposa/mulher/amigo/amiga/namorado/namorada/primo/prima/tio/tia/avo/vovo/colega/vizinho/vizinha)",
    ),
    (Mine, "(meu/minha/meus/minhas/seu/sua/seus/suas/teu/tua/nosso/nossa)"),
    (The, "(o/a/os/as/um/uma/uns/umas/esse/essa/este/esta mesma/do/da/dos/das)"),
    (And, "e"),
    (At, "(em/no caminho/na/nas/nos/de/com/perto/rua/praca/avenida/desde/para/pra/por/estacao)"),
    (
        Adv,
        "(todos/todas/muito/ja/agora/totalmente/completamente/realmente/tambem/perfeitamente/gracas a deus/bastante/os dois/juntos/ainda)",
    ),
    (
        Soft,
        "(/estou/estamos) em casa|(vou/vamos/voltando/indo/voltamos/volto) (para/pra) casa|a caminho de casa|no caminho de casa",
    ),
    (
        Soft,
        "(por favor/beijos/bjs/beijo/abracos/um abraco/te amo/amo voces/fique tranquilo/fiquem tranquilos/sou eu/meu codigo e/o codigo e/codigo/meu nome e/aqui)",
    ),
    (
        Common,
        "(foi/era/ser/sao/sou/somos/tem/tenho/temos/vai/vou/vamos/vao/ir/ver/vi/visto/sei/sabe/saber/faz/fazer/pode/posso/fica/ficou)",
    ),
    (
        Common,
        "(que/como/onde/qual/porque/pois/entao/depois/mais/outro/outra/outros/mesmo/so/isto/aquilo/hoje/ontem/amanha/noite/tarde/hora/horas)",
    ),
    (
        Common,
        "(gente/criancas/pais/amigos/familia/filhos/pessoas/todo mundo/bairro/cidade/zona/area/lugar/sitio/carro/trem/comboio/onibus)",
    ),
    (
        Common,
        "(perfeito/otimo/legal/beleza/chefe/amor/querido/querida/cara/senhor/senhora/mensagem/telefone/ligar/liga/noticias/numero/desculpa)",
    ),
];
