//! Given names and parts of family names by origin, the more common first. From common knowledge; nobody in particular.

pub const FRENCH_GIVEN: &str = "Marie Jean Pierre Michel Philippe Nathalie Isabelle Nicolas Thomas Sylvie Catherine Julien Christophe Laurent David \
Martine Alexandre Sébastien Christine Patrick Christian Daniel Bernard Alain Éric Frédéric Stéphane Pascal Olivier Maxime Kevin Anthony Antoine \
François Valérie Sandrine Véronique Nicole Stéphanie Céline Julie Aurélie Anne Sophie Laura Camille Émilie Caroline Élodie Léa Manon Marine Pauline \
Sarah Emma Chloé Claire Charlotte Virginie Jacqueline Brigitte Dominique Patricia Corinne Karine Hélène Delphine Anaïs Mathilde Lucie Mélanie \
Jérémy Fabrice Thierry Bruno Jérôme Arnaud Cédric Florian Quentin Jacques Gérard Claude André Louis Paul Lucas Hugo Guillaume Romain Vincent \
Benjamin Mathieu Clément Jean-Pierre Jean-Luc Jean-Claude Jean-Paul Marie-Claude Anne-Sophie Marie-Christine Jean-Baptiste Jean-François Jean-Marc \
Jean-Michel Marie-Hélène Anne-Marie Marie-Thérèse Pierre-Yves Adrien Alexis Amélie Amandine Audrey Axel Baptiste Béatrice Benoît Bertrand Carole \
Cécile Charles Chantal Christelle Claudine Cyril Damien Danielle Denis Dylan Emmanuel Emmanuelle Enzo Estelle Fabien Fabienne Fanny Florence Franck \
Gabriel Gaëlle Geneviève Gilles Ginette Grégory Guy Henri Hervé Inès Jeanne Jessica Jordan Jonathan Joël Josette Juliette Justine Laëtitia Laurence \
Léo Léon Lionel Loïc Louise Luc Ludovic Madeleine Marc Marcel Margaux Marguerite Marion Maurice Mickaël Mireille Morgane Muriel Myriam Nadia Nathan \
Noémie Odile Océane Raphaël Raymond René Rémi Richard Robert Roger Roland Romane Samuel Sandra Séverine Serge Simon Solène Sonia Suzanne Sylvain \
Tanguy Théo Thérèse Tom Tony Valentin Valentine Victor Victoire Xavier Yann Yannick Yves Yvonne Zoé Adèle Agathe Agnès Alice Aline Apolline Armelle \
Augustin Basile Bérénice Blandine Capucine Clémence Colette Constance Coralie Côme Édouard Éléonore Élise Éloïse Ernest Eugénie Félix Gaspard \
Gauthier Ghislaine Gustave Hortense Hubert Irène Joséphine Léonie Lilian Lise Maëlle Maëva Maud Maxence Octave Ophélie Perrine Philippine Régis \
Rosalie Roxane Salomé Servane Tiphaine Titouan Ulysse Violette Yolande";
pub const FRENCH_FAMILY: &str = "Martin Bernard Thomas Petit Robert Richard Durand Dubois Moreau Laurent Simon Michel Lefebvre Leroy Roux David Bertrand Morel \
Fournier Girard Bonnet Dupont Lambert Fontaine Rousseau Vincent Muller Lefèvre Faure André Mercier Blanc Guérin Boyer Garnier Chevalier François \
Legrand Gauthier Perrin Robin Clément Morin Nicolas Henry Roussel Mathieu Gautier Masson Marchand Duval Denis Dumont Marie Lemaire Noël Meyer Dufour \
Meunier Brun Blanchard Giraud Joly Rivière Lucas Brunet Gaillard Barbier Arnaud Gérard Roche Renard Schmitt Roy Colin Vidal Caron Picard Roger Fabre \
Aubert Lemoine Renaud Dumas Lacroix Olivier Philippe Bourgeois Pierre Benoît Rey Leclerc Payet Rolland Leclercq Guillaume Lecomte Dupuy Guillot Hubert \
Berger Carpentier Dupuis Moulin Deschamps Huet Vasseur Boucher Fleury Royer Klein Jacquet Poirier Marty Aubry Guyot Carré Renault Charpentier Ménard \
Maillard Baron Bertin Bailly Hervé Schneider Collet Léger Bouvier Prévost Millet Lebreton Perrot Cousin Germain Breton Besson Langlois Rémy Pelletier \
Levêque Perrier Leblanc Barré Lebrun Marchal Weber Mallet Hamon Boulanger Jacob Monnier Michaud Guichard Gillet Étienne Grondin Poulain Tessier \
Chevallier Collin Chauvin Bouchet Lemaître Bénard Maréchal Humbert Reynaud Hoarau Perret Barthélemy Cordier Pichon Lejeune Gilbert Lamy Delaunay \
Pasquier Carlier Laporte Buisson";
/// Rare family names are put together from these.
pub const FRENCH_FRONT: &str = "Bar Ber Bel Bon Bou Bra Bri Bru Cai Cal Can Car Cas Cau Cha Chau Che Cla Co Cor Cou Cra Cro Da Dar Del Des Dou Dra Du Es Fa Fau Fer Fla \
Fo Fou Fra Fro Ga Gar Gau Ger Gi Glo Gou Gra Gri Gui Ha Hau Hé Ja Jau Jou Ju La Lan Lar Lau Le Lé Li Lo Lou Ma Mal Man Mar Mas Mau Mé Mi Mo Mon Mou Na No Ou \
Pa Par Pé Per Pi Pla Po Pou Pra Pri Qué Ra Re Ri Ro Rou Sa Sal Sau Sé Ser So Sou Ta Tar Thi Tou Tra Tri Va Val Vau Ver Vi Vil";
pub const FRENCH_MIDDLE: &str = "ba be bi bou ca che chi cou da de di do dou fa ga ge gne gni go la le li lo ma me mi mo na ne ni no pa pe pi que qui ra re ri ro rou sa se si \
ta te ti ti to va ve vi bre cle dre gre tre lan man ran tan";
pub const FRENCH_END: &str = "chard cher chet cot det don dier doux gnac gnard gnon got lain lard let lier lin lon lot mel met mont nac nard naud neau ner net nier nin non \
not pin quet quin rac rain rand rat raud reau rel ret reux rier rin rol ron rot roux sac sard saud seau set sier sin son taine tard taud teau tel tet teux tier tin \
ton tot toux vel ver vet vier vin zac zier";
pub const MAGHREBI_GIVEN: &[(&str, &str)] = &[
    ("Mohamed", "محمد"),
    ("Fatima", "فاطمة"),
    ("Ahmed", "أحمد"),
    ("Youssef", "يوسف"),
    ("Khadija", "خديجة"),
    ("Ali", "علي"),
    ("Aïcha", "عائشة"),
    ("Omar", "عمر"),
    ("Rachid", "رشيد"),
    ("Karim", "كريم"),
    ("Samira", "سميرة"),
    ("Nadia", "نادية"),
    ("Hassan", "حسن"),
    ("Hussein", "حسين"),
    ("Ibrahim", "إبراهيم"),
    ("Mustapha", "مصطفى"),
    ("Said", "سعيد"),
    ("Khaled", "خالد"),
    ("Abdelkader", "عبد القادر"),
    ("Noureddine", "نور الدين"),
    ("Leila", "ليلى"),
    ("Meriem", "مريم"),
    ("Yasmine", "ياسمين"),
    ("Zineb", "زينب"),
    ("Salma", "سلمى"),
    ("Hamza", "حمزة"),
    ("Bilal", "بلال"),
    ("Walid", "وليد"),
    ("Tarek", "طارق"),
    ("Sofiane", "سفيان"),
    ("Djamel", "جمال"),
    ("Farid", "فريد"),
    ("Malika", "مليكة"),
    ("Naïma", "نعيمة"),
    ("Mehdi", "مهدي"),
    ("Amine", "أمين"),
    ("Amina", "أمينة"),
    ("Nabil", "نبيل"),
    ("Mourad", "مراد"),
    ("Kamel", "كمال"),
    ("Abdallah", "عبد الله"),
    ("Abderrahmane", "عبد الرحمن"),
    ("Ismail", "إسماعيل"),
    ("Latifa", "لطيفة"),
    ("Houda", "هدى"),
    ("Imane", "إيمان"),
    ("Marwan", "مروان"),
    ("Chaima", "شيماء"),
    ("Habiba", "حبيبة"),
    ("Hicham", "هشام"),
    ("Othmane", "عثمان"),
    ("Soraya", "ثريا"),
    ("Zakaria", "زكريا"),
    ("Yassine", "ياسين"),
    ("Wafa", "وفاء"),
    ("Driss", "إدريس"),
    ("Salim", "سليم"),
    ("Nassim", "نسيم"),
    ("Warda", "وردة"),
    ("Fouad", "فؤاد"),
];
pub const MAGHREBI_FAMILY: &[(&str, &str)] = &[
    ("Benali", "بن علي"),
    ("Saidi", "سعيدي"),
    ("El Amrani", "العمراني"),
    ("Mansouri", "منصوري"),
    ("Haddad", "حداد"),
    ("Bouzid", "بوزيد"),
    ("Cherif", "شريف"),
    ("Brahimi", "براهيمي"),
    ("Slimani", "سليماني"),
    ("Ziani", "زياني"),
    ("Belkacem", "بلقاسم"),
    ("Hamdi", "حمدي"),
    ("Khelifi", "خليفي"),
    ("Bensaid", "بن سعيد"),
    ("El Idrissi", "الإدريسي"),
    ("Alaoui", "علوي"),
    ("Berrada", "برادة"),
    ("Tazi", "تازي"),
    ("Bennani", "بناني"),
    ("Chraibi", "شرايبي"),
    ("Trabelsi", "طرابلسي"),
    ("Ben Salah", "بن صالح"),
    ("Gharbi", "غربي"),
    ("Jaziri", "جزيري"),
    ("Mejri", "ماجري"),
    ("Toumi", "تومي"),
    ("Zouari", "زواري"),
    ("Bouaziz", "بوعزيز"),
    ("Djebbar", "جبار"),
    ("Ferhat", "فرحات"),
    ("Hadj", "حاج"),
    ("Kaci", "قاسي"),
    ("Lounis", "لونيس"),
    ("Meziane", "مزيان"),
    ("Nasri", "ناصري"),
    ("Ouali", "والي"),
    ("Rahmani", "رحماني"),
    ("Sahraoui", "صحراوي"),
    ("Taleb", "طالب"),
    ("Yahiaoui", "يحياوي"),
    ("Zerrouki", "زروقي"),
    ("Benyoussef", "بن يوسف"),
    ("Boukhari", "بخاري"),
    ("Chaoui", "شاوي"),
    ("Daoudi", "داودي"),
    ("El Fassi", "الفاسي"),
    ("Filali", "فيلالي"),
    ("Guerroudj", "قروج"),
    ("Hamidi", "حميدي"),
    ("Jabri", "جابري"),
    ("Kadiri", "قادري"),
    ("Lahlou", "لحلو"),
    ("Mokhtari", "مختاري"),
    ("Naciri", "ناصيري"),
    ("Ouazzani", "وزاني"),
    ("Qasmi", "قاسمي"),
    ("Rifai", "رفاعي"),
    ("Sebti", "سبتي"),
    ("Tahiri", "طاهري"),
    ("Wahbi", "وهبي"),
];
pub const AFRICAN_GIVEN: &str = "Mamadou Fatoumata Ibrahima Aminata Moussa Aïssatou Oumar Mariama Abdoulaye Awa Amadou Kadiatou Ousmane Fatou Cheikh Adama Boubacar Ramatoulaye \
Souleymane Bintou Sekou Hawa Modibo Djeneba Lamine Khady Alassane Rokia Bakary Coumba Idrissa Ndeye Seydou Assa Issa Nafissatou Samba Oumou Demba Penda Kouassi Akissi Koffi \
Adjoua Yao Affoué Kwame Abena Emeka Ngozi Chidi Folake";
pub const AFRICAN_FAMILY: &str = "Traoré Diallo Coulibaly Keïta Diop Ndiaye Sow Ba Barry Cissé Camara Diarra Konaté Sylla Touré Koné Diakité Sissoko Fofana Dembélé Bah Kanté Sangaré \
Sidibé Doumbia Bamba Gueye Fall Faye Sarr Seck Thiam Sy Kane Gaye Mbaye Mendy Gomis Kouassi Kouamé Yao Ouattara Bakayoko Zongo Ouédraogo Sawadogo Mbemba Makiese Okafor Adeyemi Mensah Boateng";
pub const PORTUGUESE_GIVEN: &str = "Maria José António João Manuel Ana Paulo Isabel Carlos Luís Helena Pedro Teresa Fernando Cristina Rui Margarida Nuno Filipa Tiago Inês Diogo Catarina \
Miguel Beatriz Ricardo Joana Bruno Rita Gonçalo Mariana Joaquim Lurdes Vítor Graça Hugo Sofia Rafael Leonor";
pub const PORTUGUESE_FAMILY: &str = "da_Silva dos_Santos Ferreira Pereira Oliveira Costa Rodrigues Martins de_Sousa Fernandes Gonçalves Gomes Lopes Marques Alves Almeida Ribeiro Pinto \
Carvalho Teixeira Moreira Correia Mendes Nunes Soares Vieira Monteiro Cardoso Rocha Neves Coelho da_Cruz Cunha Pires Ramos Reis Simões Antunes Matos Fonseca";
pub const SPANISH_GIVEN: &str = "María José Antonio Carmen Manuel Ana Francisco Isabel Juan Dolores David Pilar Javier Teresa Daniel Cristina Carlos Laura Jesús Marta Alejandro Elena \
Miguel Rosario Rafael Lucía Pedro Mercedes Pablo Concepción Fernando Raquel Sergio Beatriz Ángel Silvia Luis Patricia Jorge Nuria Alberto Rocío Santiago Ignacio Guillermo Enrique";
pub const SPANISH_FAMILY: &str = "García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Martín Jiménez Ruiz Hernández Díaz Moreno Muñoz Álvarez Romero Alonso Gutiérrez \
Navarro Torres Domínguez Vázquez Ramos Gil Ramírez Serrano Blanco Molina Morales Suárez Ortega Delgado Castro Ortiz Rubio Marín Sanz Núñez Iglesias Medina Garrido Cortés Castillo Santos Lozano Guerrero Cano Prieto";
pub const ENGLISH_GIVEN: &str = "John Mary David Margaret Michael Susan James Elizabeth William Sarah Robert Patricia Richard Jennifer Thomas Linda Daniel Katherine Matthew Jessica Andrew \
Emily Christopher Rebecca Edward Samantha Joseph Deborah Anthony Victoria Nicholas Barbara Benjamin Dorothy Stephen Eleanor Timothy Abigail Gregory Amanda Peter Pamela Ronald Judith";
pub const ENGLISH_FAMILY: &str = "Smith Jones Williams Taylor Brown Davies Evans Wilson Johnson Roberts Robinson Thompson Wright Walker White Edwards Hughes Green Hall Lewis Harris Clarke \
Patel Jackson Wood Turner Cooper Hill Ward Morris Moore Clark Baker Harrison King Morgan Allen O'Brien McDonald O'Connor MacLeod Fitzgerald McCarthy Bennett Campbell Stewart Murray";
pub const CHINESE_GIVEN: &[(&str, &str)] = &[
    ("Wei", "伟"),
    ("Fang", "芳"),
    ("Xiaoming", "小明"),
    ("Li", "丽"),
    ("Jing", "静"),
    ("Yan", "燕"),
    ("Xiuying", "秀英"),
    ("Min", "敏"),
    ("Qiang", "强"),
    ("Lei", "磊"),
    ("Jun", "军"),
    ("Yang", "洋"),
    ("Yong", "勇"),
    ("Jie", "杰"),
    ("Juan", "娟"),
    ("Tao", "涛"),
    ("Chao", "超"),
    ("Ming", "明"),
    ("Xiulan", "秀兰"),
    ("Xia", "霞"),
    ("Ping", "平"),
    ("Gang", "刚"),
    ("Guiying", "桂英"),
    ("Zhiqiang", "志强"),
    ("Jianguo", "建国"),
    ("Haiyan", "海燕"),
    ("Xiaohong", "小红"),
    ("Yuhua", "玉华"),
    ("Meiling", "美玲"),
    ("Zihan", "子涵"),
    ("Yutong", "雨桐"),
    ("Haoran", "浩然"),
    ("Jiahui", "佳慧"),
    ("Wenjie", "文杰"),
];
pub const CHINESE_FAMILY: &[(&str, &str)] = &[
    ("Wang", "王"),
    ("Li", "李"),
    ("Zhang", "张"),
    ("Liu", "刘"),
    ("Chen", "陈"),
    ("Yang", "杨"),
    ("Huang", "黄"),
    ("Zhao", "赵"),
    ("Wu", "吴"),
    ("Zhou", "周"),
    ("Xu", "徐"),
    ("Sun", "孙"),
    ("Ma", "马"),
    ("Zhu", "朱"),
    ("Hu", "胡"),
    ("Guo", "郭"),
    ("He", "何"),
    ("Gao", "高"),
    ("Lin", "林"),
    ("Luo", "罗"),
    ("Zheng", "郑"),
    ("Liang", "梁"),
    ("Xie", "谢"),
    ("Song", "宋"),
    ("Tang", "唐"),
    ("Deng", "邓"),
    ("Feng", "冯"),
    ("Cao", "曹"),
    ("Peng", "彭"),
    ("Xiao", "肖"),
];
pub const VIETNAMESE_GIVEN: &str = "Thị_Hoa Văn_Minh Thị_Lan Minh_Tuấn Thị_Hương Quốc_Anh Thu_Hà Đức_Anh Ngọc_Linh Thị_Mai Hoàng_Nam Thanh_Tùng Kim_Ngân Bảo_Châu Quang_Huy Phương_Thảo Hữu_Phước \
Thùy_Dung Xuân_Trường Mỹ_Linh";
pub const VIETNAMESE_FAMILY: &str = "Nguyễn Trần Lê Phạm Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý";
pub const SLAVIC_GIVEN: &str = "Александр Сергей Елена Татьяна Андрей Наталья Дмитрий Ольга Алексей Ирина Владимир Светлана Михаил Екатерина Евгений Юлия Иван Мария Николай Анна Виктор Людмила Юрий \
Галина Игорь Анастасия Павел Дарья Константин Ксения Максим Вера Роман Надежда Олег Полина Станислав Валентина Вячеслав Софья Григорий Щедрин Артём Жанна Фёдор Зоя Пётр";
pub const SLAVIC_FAMILY: &str = "Иванов Смирнов Кузнецов Попов Васильев Петров Соколов Михайлов Новиков Фёдоров Морозов Волков Алексеев Лебедев Семёнов Егоров Павлов Козлов Степанов Николаев Орлов \
Андреев Макаров Никитин Захаров Зайцев Соловьёв Борисов Яковлев Григорьев Шевченко Коваленко Бондаренко Ткаченко Кравченко Щербаков Чайковский Журавлёв Хомяков Цветков Юдин Ершов Шишкин \
Гончаров Мельник Лысенко Жуков Чернов Ковальский Вишневский";
pub const GERMAN_GIVEN: &str = "Peter Ursula Michael Karin Wolfgang Helga Thomas Sabine Klaus Ingrid Werner Renate Manfred Monika Jürgen Brigitte Hans Petra Andreas Birgit Stefan Andrea Günter Jörg Katharina \
Matthias Susanne Bernd Anja Björn Käthe";
pub const GERMAN_FAMILY: &str = "Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann \
Lange Krause Lehmann Köhler Herrmann König von_Berg von_Stein";
pub const TURKISH_GIVEN: &str = "Mehmet Fatma Mustafa Ayşe Ahmet Emine Ali Hatice Hüseyin Zeynep Hasan Elif İbrahim Meryem Murat Şerife Yusuf Sultan Ömer Hanife Emre Büşra Çağla Oğuz";
pub const TURKISH_FAMILY: &str = "Yılmaz Kaya Demir Çelik Şahin Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan Çetin Kara Koç Kurt Özkan Şimşek Polat Güneş";
