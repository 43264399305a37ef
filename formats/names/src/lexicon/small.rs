//! Small words beside names, and the first characters of Chinese, Japanese and Korean names.

/// How the servants of God are called: the word before one of His names, with the article.
pub const SERVANT: &[&str] = &["abd", "abdel", "abdul", "abdal", "abdoul", "abdou", "abde", "abdu", "abed"];

/// Between names, and of little weight: de, van, al, ben, O'.
pub fn particle(folded: &str) -> bool {
    matches!(
        folded,
        "de" | "du"
            | "des"
            | "d"
            | "la"
            | "le"
            | "les"
            | "l"
            | "van"
            | "von"
            | "vom"
            | "der"
            | "den"
            | "ter"
            | "ten"
            | "te"
            | "zu"
            | "zum"
            | "zur"
            | "el"
            | "al"
            | "ul"
            | "ud"
            | "ed"
            | "ad"
            | "as"
            | "es"
            | "ar"
            | "er"
            | "an"
            | "ash"
            | "ech"
            | "eth"
            | "et"
            | "az"
            | "ez"
            | "ibn"
            | "bin"
            | "ben"
            | "bint"
            | "bent"
            | "ould"
            | "ag"
            | "ait"
            | "aït"
            | "da"
            | "di"
            | "do"
            | "dos"
            | "das"
            | "del"
            | "della"
            | "delle"
            | "dei"
            | "degli"
            | "dalla"
            | "dal"
            | "lo"
            | "af"
            | "av"
            | "y"
            | "e"
            | "i"
            | "mac"
            | "mc"
            | "o"
            | "m'"
            | "san"
            | "ap"
            | "bar"
            | "bat"
            | "ال"
            | "ابن"
            | "بن"
            | "بنت"
            | "ولد"
            | "ايت"
            | "בן"
            | "בת"
            | "בר"
            | "де"
            | "ван"
            | "фон"
            | "аль"
            | "эль"
            | "ибн"
            | "бен"
    )
}

/// Written before a name in one word as well: Leblanc, Benali, McDonald, Delacroix.
pub const PREFIXES: &[&str] = &[
    "delos", "delas", "della", "delle", "dela", "vanden", "vander", "vande", "oulad", "ould", "benel", "bint", "bent",
    "dalla", "degli", "del", "des", "dos", "das", "van", "von", "ben", "bin", "ibn", "bou", "abou", "abu", "mac",
    "ait", "de", "du", "da", "di", "do", "la", "le", "el", "al", "mc", "st", "o", "d", "l", "m", "n",
];

/// The rest of `word` after each prefix that may stand apart.
pub fn prefix_of_two(word: &str) -> impl Iterator<Item = &str> {
    PREFIXES.iter().filter_map(|p| word.strip_prefix(p)).filter(|rest| rest.len() >= 3)
}

/// Forms of address and degrees.
pub fn title(folded: &str) -> bool {
    matches!(
        folded,
        "mme"
            | "mlle"
            | "mr"
            | "mrs"
            | "ms"
            | "miss"
            | "monsieur"
            | "madame"
            | "mademoiselle"
            | "dr"
            | "docteur"
            | "doctor"
            | "prof"
            | "professeur"
            | "maitre"
            | "sir"
            | "lady"
            | "herr"
            | "frau"
            | "senor"
            | "senora"
            | "senhor"
            | "senhora"
            | "dona"
            | "signor"
            | "signora"
            | "hadj"
            | "hajj"
            | "el-hadj"
            | "sidi"
            | "lalla"
            | "cheikh"
            | "sheikh"
            | "السيد"
            | "السيده"
            | "السيدة"
            | "الدكتور"
            | "الحاج"
            | "г-н"
            | "г-жа"
            | "先生"
            | "女士"
            | "小姐"
    )
}

/// Behind names.
pub fn suffix(folded: &str) -> bool {
    matches!(
        folded,
        "jr" | "jnr"
            | "sr"
            | "snr"
            | "junior"
            | "senior"
            | "ii"
            | "iii"
            | "iv"
            | "fils"
            | "pere"
            | "filho"
            | "neto"
            | "phd"
            | "esq"
    )
}

/// What follows is the name at birth.
pub fn at_birth(folded: &str) -> bool {
    matches!(
        folded,
        "nee"
            | "ne"
            | "born"
            | "geb"
            | "geborene"
            | "geboren"
            | "nata"
            | "nascida"
            | "nacida"
            | "урожденная"
            | "урожд"
            | "rozena"
    )
}

/// What follows is a name by marriage or another name.
pub fn otherwise(folded: &str) -> bool {
    matches!(folded, "ep" | "epouse" | "epse" | "veuve" | "vve" | "alias" | "dit" | "dite" | "aka" | "akabare")
}

/// Saint and his kind: one spelling for the short and the long.
pub fn abbreviated(folded: &str) -> Option<&'static str> {
    Some(match folded {
        "st" | "snt" => "saint",
        "ste" => "sainte",
        "med" | "mhd" | "mohd" | "moh" => "mohamed",
        "ma" => return None,
        "jph" => "joseph",
        "wm" => "william",
        _ => return None,
    })
}

/// Chinese family names of two characters; all others have one.
pub fn family_first(word: &str) -> usize {
    const TWO: &[&str] = &[
        "欧阳", "歐陽", "司马", "司馬", "上官", "诸葛", "諸葛", "夏侯", "司徒", "东方", "皇甫", "尉迟", "公孙", "慕容",
        "令狐", "长孙", "宇文", "南宫", "独孤", "东郭", "端木", "百里", "呼延",
    ];
    if TWO.iter().any(|t| word.starts_with(t)) { 2 } else { 1 }
}

/// Japanese family names, which are not read as Chinese.
pub fn kanji_family(word: &str) -> Option<(&'static str, usize)> {
    const FAMILIES: &[(&str, &str)] = &[
        ("佐藤", "sato"),
        ("鈴木", "suzuki"),
        ("高橋", "takahashi"),
        ("田中", "tanaka"),
        ("伊藤", "ito"),
        ("渡辺", "watanabe"),
        ("山本", "yamamoto"),
        ("中村", "nakamura"),
        ("小林", "kobayashi"),
        ("加藤", "kato"),
        ("吉田", "yoshida"),
        ("山田", "yamada"),
        ("佐々木", "sasaki"),
        ("山口", "yamaguchi"),
        ("松本", "matsumoto"),
        ("井上", "inoue"),
        ("木村", "kimura"),
        ("斎藤", "saito"),
        ("清水", "shimizu"),
        ("山崎", "yamazaki"),
        ("阿部", "abe"),
        ("池田", "ikeda"),
        ("橋本", "hashimoto"),
        ("石川", "ishikawa"),
        ("山下", "yamashita"),
        ("小川", "ogawa"),
        ("石井", "ishii"),
        ("長谷川", "hasegawa"),
        ("後藤", "goto"),
        ("岡田", "okada"),
        ("近藤", "kondo"),
        ("前田", "maeda"),
        ("藤田", "fujita"),
        ("遠藤", "endo"),
        ("青木", "aoki"),
        ("坂本", "sakamoto"),
        ("村上", "murakami"),
        ("太田", "ota"),
        ("金子", "kaneko"),
        ("藤井", "fujii"),
        ("福田", "fukuda"),
        ("西村", "nishimura"),
        ("三浦", "miura"),
        ("竹内", "takeuchi"),
        ("中川", "nakagawa"),
        ("岡本", "okamoto"),
        ("松田", "matsuda"),
        ("原田", "harada"),
        ("中野", "nakano"),
        ("小野", "ono"),
    ];
    FAMILIES.iter().find(|(k, _)| word.starts_with(k)).map(|(k, r)| (*r, k.chars().count()))
}

/// Korean family names, as those who bear them write them.
pub fn hangul_family(c: char) -> Option<&'static str> {
    const FAMILIES: &[(char, &str)] = &[
        ('김', "kim"),
        ('이', "lee"),
        ('박', "park"),
        ('최', "choi"),
        ('정', "jung"),
        ('강', "kang"),
        ('조', "cho"),
        ('윤', "yoon"),
        ('장', "jang"),
        ('임', "lim"),
        ('한', "han"),
        ('오', "oh"),
        ('서', "seo"),
        ('신', "shin"),
        ('권', "kwon"),
        ('황', "hwang"),
        ('안', "ahn"),
        ('송', "song"),
        ('류', "ryu"),
        ('유', "yoo"),
        ('전', "jeon"),
        ('홍', "hong"),
        ('고', "ko"),
        ('문', "moon"),
        ('양', "yang"),
        ('손', "son"),
        ('배', "bae"),
        ('백', "baek"),
        ('허', "heo"),
        ('남', "nam"),
        ('심', "shim"),
        ('노', "roh"),
        ('하', "ha"),
        ('곽', "kwak"),
        ('성', "sung"),
        ('차', "cha"),
        ('주', "joo"),
        ('우', "woo"),
        ('구', "koo"),
        ('민', "min"),
    ];
    FAMILIES.iter().find(|(k, _)| *k == c).map(|(_, r)| *r)
}
