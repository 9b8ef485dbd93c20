//! Common names by language, written by hand. Behind a slash stands the usual form in Latin letters.

use super::Order::{self, FamilyFirst, FamilyFirstJoined, GivenFirst};

/// The lists of one culture; see [`super::Culture`] for the fields.
pub struct Names {
    pub home: usize,
    pub(super) order: Order,
    pub given: &'static str,
    pub family: &'static str,
}

/// Every culture.
pub const LISTS: &[Names] = &[
    GERMAN,
    POLISH,
    UKRAINIAN,
    BULGARIAN_WOMEN,
    BULGARIAN_MEN,
    GREEK_WOMEN,
    GREEK_MEN,
    ARABIC,
    HEBREW,
    CHINESE,
    JAPANESE,
    JAPANESE_LATIN,
    KOREAN,
    INDIAN,
    VIETNAMESE,
    NORDIC,
    IBERIAN,
    FRENCH,
    IRISH,
    TURKISH,
    CZECH_WOMEN,
    CZECH_MEN,
    HUNGARIAN,
    NIGERIAN,
];

const GERMAN: Names = Names {
    home: 0,
    order: GivenFirst,
    given: "Anna, Bärbel, Björn, Christoph, Dörte, Elke, Florian, Friederike, Günter, Hannelore, Heiko, Ingeborg, \
            Jörg, Jürgen, Käthe, Lena, Lukas, Marlene, Matthias, Nele, Paula, Sebastian, Sören, Ulrike, Uwe, Wiebke",
    family: "Bäcker, Böhm, Brandt, Dürr, Förster, Fröhlich, Fuchs, Großmann, Günther, Hahn, Jäger, Keller, Köhler, \
             Krämer, Krüger, Lindemann, Löwe, Möller, Müller, Neumann, Richter, Schäfer, Schröder, Schulz, Voß, Weiß",
};

const POLISH: Names = Names {
    home: 1,
    order: GivenFirst,
    given: "Agnieszka, Andrzej, Barbara, Bożena, Elżbieta, Grażyna, Grzegorz, Jadwiga, Jarosław, Kacper, Katarzyna, \
            Łucja, Łukasz, Małgorzata, Michał, Paweł, Piotr, Rafał, Stanisław, Świętosława, Tadeusz, Wojciech, Zofia",
    family: "Adamczyk, Bąk, Cieślak, Dudek, Gołąb, Jastrząb, Kaczmarek, Kołodziej, Kowalczyk, Krawczyk, Król, Kubiak, \
             Mazur, Michalak, Nowak, Pająk, Sikora, Stępień, Szewczyk, Walczak, Wilk, Wójcik, Wróbel, Zając",
};

const UKRAINIAN: Names = Names {
    home: 1,
    order: GivenFirst,
    given: "Андрій/Andrii, Богдан/Bohdan, Василь/Vasyl, Вікторія/Viktoriia, Галина/Halyna, Дмитро/Dmytro, \
            Євген/Yevhen, Ірина/Iryna, Катерина/Kateryna, Людмила/Liudmyla, Марія/Mariia, Микола/Mykola, \
            Наталія/Nataliia, Оксана/Oksana, Олександр/Oleksandr, Олена/Olena, Світлана/Svitlana, Сергій/Serhii, \
            Тарас/Taras, Юлія/Yuliia, Ярослав/Yaroslav",
    family: "Бондаренко/Bondarenko, Бойко/Boiko, Гончаренко/Honcharenko, Іваненко/Ivanenko, Коваленко/Kovalenko, \
             Кравченко/Kravchenko, Лисенко/Lysenko, Марченко/Marchenko, Мельник/Melnyk, Мороз/Moroz, Олійник/Oliinyk, \
             Павленко/Pavlenko, Петренко/Petrenko, Руденко/Rudenko, Савченко/Savchenko, Ткаченко/Tkachenko, \
             Шевченко/Shevchenko, Шевчук/Shevchuk, Яковенко/Yakovenko",
};

const BULGARIAN_WOMEN: Names = Names {
    home: 2,
    order: GivenFirst,
    given: "Адриана/Adriana, Виолета/Violeta, Гергана/Gergana, Десислава/Desislava, Елена/Elena, Ивелина/Ivelina, \
            Красимира/Krasimira, Милена/Milena, Надежда/Nadezhda, Радостина/Radostina, Цветелина/Tsvetelina",
    family: "Ангелова/Angelova, Василева/Vasileva, Георгиева/Georgieva, Димитрова/Dimitrova, Иванова/Ivanova, \
             Колева/Koleva, Николова/Nikolova, Петрова/Petrova, Стоянова/Stoyanova, Тодорова/Todorova",
};

const BULGARIAN_MEN: Names = Names {
    home: 2,
    order: GivenFirst,
    given: "Борислав/Borislav, Валентин/Valentin, Георги/Georgi, Димитър/Dimitar, Ивайло/Ivaylo, Калоян/Kaloyan, \
            Любомир/Lyubomir, Николай/Nikolay, Пламен/Plamen, Стефан/Stefan, Христо/Hristo",
    family: "Ангелов/Angelov, Василев/Vasilev, Георгиев/Georgiev, Димитров/Dimitrov, Иванов/Ivanov, Колев/Kolev, \
             Николов/Nikolov, Петров/Petrov, Стоянов/Stoyanov, Тодоров/Todorov",
};

const GREEK_WOMEN: Names = Names {
    home: 2,
    order: GivenFirst,
    given: "Αγγελική/Angeliki, Αικατερίνη/Aikaterini, Βασιλική/Vasiliki, Δήμητρα/Dimitra, Ειρήνη/Eirini, \
            Ελένη/Eleni, Ευαγγελία/Evangelia, Ιωάννα/Ioanna, Καλλιόπη/Kalliopi, Μαρία/Maria, Παναγιώτα/Panagiota, \
            Σοφία/Sofia, Χριστίνα/Christina",
    family: "Αθανασίου/Athanasiou, Βλάχου/Vlachou, Γεωργίου/Georgiou, Δημητρίου/Dimitriou, Ιωάννου/Ioannou, \
             Καραγιάννη/Karagianni, Κωνσταντίνου/Konstantinou, Νικολάου/Nikolaou, Οικονόμου/Oikonomou, \
             Παπαδοπούλου/Papadopoulou, Παππά/Pappa, Χατζή/Chatzi",
};

const GREEK_MEN: Names = Names {
    home: 2,
    order: GivenFirst,
    given: "Αλέξανδρος/Alexandros, Ανδρέας/Andreas, Γεώργιος/Georgios, Δημήτρης/Dimitris, Ηλίας/Ilias, \
            Ιωάννης/Ioannis, Κωνσταντίνος/Konstantinos, Μιχάλης/Michalis, Νίκος/Nikos, Παναγιώτης/Panagiotis, \
            Σπύρος/Spyros, Στέλιος/Stelios, Χρήστος/Christos",
    family: "Αθανασίου/Athanasiou, Βασιλείου/Vasileiou, Βλάχος/Vlachos, Γεωργίου/Georgiou, Δημητρίου/Dimitriou, \
             Ιωάννου/Ioannou, Καραγιάννης/Karagiannis, Μακρής/Makris, Νικολάου/Nikolaou, Οικονόμου/Oikonomou, \
             Παπαδόπουλος/Papadopoulos, Παππάς/Pappas",
};

const ARABIC: Names = Names {
    home: 3,
    order: GivenFirst,
    given: "أحمد/Ahmad, أمينة/Amina, إبراهيم/Ibrahim, حسن/Hasan, خالد/Khalid, خديجة/Khadija, رشيد/Rashid, زينب/Zaynab, \
            سعاد/Suad, سلمى/Salma, طارق/Tariq, عائشة/Aisha, علي/Ali, عمر/Umar, فاطمة/Fatima, كريم/Karim, ليلى/Layla, \
            محمد/Muhammad, مريم/Maryam, نادية/Nadia, نور/Nur, هشام/Hisham, يوسف/Yusuf, ياسمين/Yasmin",
    family: "الإدريسي/Alidrisi, البغدادي/Albaghdadi, التازي/Altazi, الحداد/Alhaddad, الخطيب/Alkhatib, الزهراء/Alzahra, \
             السعيد/Alsaid, الشريف/Alsharif, العلوي/Alalawi, الفاسي/Alfasi, القاسمي/Alqasimi, المصري/Almasri, \
             المنصوري/Almansuri, النجار/Alnajjar, الهاشمي/Alhashimi, بنجلون/Benjelloun, بن عمر/Benumar, \
             حجازي/Hijazi, منصور/Mansur, نصار/Nassar",
};

const HEBREW: Names = Names {
    home: 4,
    order: GivenFirst,
    given: "אביגיל/Avigail, אורי/Uri, איתן/Eitan, אלון/Alon, גיל/Gil, דוד/David, דנה/Dana, הילה/Hila, חנה/Hannah, \
            טל/Tal, יעל/Yael, יונתן/Yonatan, יוסף/Yosef, מאיה/Maya, מיכל/Michal, נועה/Noa, עומר/Omer, רבקה/Rivka, \
            שירה/Shira, תמר/Tamar",
    family: "אברהם/Avraham, ביטון/Biton, בן דוד/Bendavid, גבאי/Gabay, דהן/Dahan, חדד/Hadad, יוסף/Yosef, כהן/Cohen, \
             כץ/Katz, לוי/Levi, מזרחי/Mizrahi, עמר/Amar, פרידמן/Friedman, פרץ/Peretz, רוזן/Rosen, שפירא/Shapira, שרון/Sharon",
};

const CHINESE: Names = Names {
    home: 5,
    order: FamilyFirstJoined,
    given: "佳穎/Jiaying, 俊傑/Junjie, 冠宇/Guanyu, 宗翰/Zonghan, 家豪/Jiahao, 建宏/Jianhong, 志明/Zhiming, 怡君/Yijun, \
            惠美/Huimei, 文雄/Wenxiong, 欣怡/Xinyi, 淑芬/Shufen, 淑華/Shuhua, 玉珍/Yuzhen, 秀英/Xiuying, 美玲/Meiling, \
            雅婷/Yating, 雅雯/Yawen, 麗華/Lihua, 明哲/Mingzhe, 子涵/Zihan, 思遠/Siyuan",
    family: "劉/Liu, 吳/Wu, 周/Zhou, 張/Zhang, 徐/Xu, 李/Li, 林/Lin, 楊/Yang, 王/Wang, 蔡/Cai, 許/Hsu, 謝/Xie, 趙/Zhao, \
             郭/Guo, 陳/Chen, 黃/Huang, 歐陽/Ouyang, 司馬/Sima",
};

const JAPANESE: Names = Names {
    home: 6,
    order: FamilyFirst,
    given: "さくら/Sakura, ひなた/Hinata, あかり/Akari, みゆき/Miyuki, つばさ/Tsubasa, かおり/Kaori, まこと/Makoto, \
            ひかる/Hikaru, なつみ/Natsumi, ゆうき/Yuki, けんじ/Kenji, たけし/Takeshi, エリカ/Erika, カレン/Karen, マリ/Mari, \
            ケン/Ken, 健太/Kenta, 陽子/Yoko, 大輔/Daisuke, 直美/Naomi, 翔/Sho, 結衣/Yui",
    family: "佐藤/Sato, 鈴木/Suzuki, 高橋/Takahashi, 田中/Tanaka, 伊藤/Ito, 渡辺/Watanabe, 山本/Yamamoto, 中村/Nakamura, \
             小林/Kobayashi, 加藤/Kato, 吉田/Yoshida, 山田/Yamada, 佐々木/Sasaki, 松本/Matsumoto, 井上/Inoue, 木村/Kimura, \
             斎藤/Saito, 清水/Shimizu",
};

const JAPANESE_LATIN: Names = Names {
    home: 6,
    order: GivenFirst,
    given: "Yūki, Shōta, Kōhei, Yōko, Ryō, Haruka, Ayumi, Daichi, Emi, Kaito",
    family: "Tanaka, Satō, Itō, Katō, Ōno, Saitō, Gotō, Endō, Kondō, Kudō",
};

const KOREAN: Names = Names {
    home: 7,
    order: FamilyFirstJoined,
    given: "민준/Minjun, 서연/Seoyeon, 지훈/Jihun, 수빈/Subin, 예은/Yeeun, 현우/Hyeonu, 지영/Jiyeong, 영수/Yeongsu, \
            미경/Migyeong, 성민/Seongmin, 하은/Haeun, 도윤/Doyun, 은정/Eunjeong, 재현/Jaehyeon, 혜진/Hyejin, 동현/Donghyeon, \
            유진/Yujin, 승호/Seungho, 나리/Nari, 다은/Daeun",
    family: "김/Kim, 이/Yi, 박/Park, 최/Choi, 정/Jeong, 강/Kang, 조/Jo, 윤/Yun, 장/Jang, 임/Im, 한/Han, 오/Oh, 서/Seo, \
             신/Shin, 권/Kwon, 황/Hwang, 남궁/Namgung",
};

const INDIAN: Names = Names {
    home: 8,
    order: GivenFirst,
    given: "आरव/Aarav, अनिता/Anita, अमित/Amit, दीपक/Deepak, दीप्ति/Deepti, गौरी/Gauri, हर्ष/Harsh, ईशा/Isha, कविता/Kavita, \
            लक्ष्मी/Lakshmi, मीरा/Meera, मोहन/Mohan, नेहा/Neha, प्रिया/Priya, राहुल/Rahul, रोहन/Rohan, संजय/Sanjay, \
            सुनीता/Sunita, विक्रम/Vikram, विजय/Vijay",
    family: "शर्मा/Sharma, वर्मा/Verma, गुप्ता/Gupta, पाटील/Patil, जोशी/Joshi, कुलकर्णी/Kulkarni, देशपांडे/Deshpande, सिंह/Singh, \
             पटेल/Patel, मेहता/Mehta, चौधरी/Chaudhari, मिश्रा/Mishra, त्रिपाठी/Tripathi, यादव/Yadav, देसाई/Desai, भट्ट/Bhatt",
};

const VIETNAMESE: Names = Names {
    home: 9,
    order: FamilyFirst,
    given: "Thị Minh Khai, Thị Hồng, Thị Lan, Thị Ngọc Ánh, Thị Thu Hà, Thị Kim Liên, Thị Bích Thủy, Văn Đức, Văn Hùng, \
            Văn Nam, Văn Toàn, Quốc Bảo, Minh Tuấn, Anh Dũng, Đình Phong, Hữu Phước, Bảo Châu, Khánh Linh, Gia Hân, \
            Tuấn Kiệt",
    family: "Nguyễn, Trần, Lê, Phạm, Hoàng, Huỳnh, Phan, Vũ, Võ, Đặng, Bùi, Đỗ, Hồ, Ngô, Dương, Lý",
};

const NORDIC: Names = Names {
    home: 10,
    order: GivenFirst,
    given: "Anders, Åsa, Åke, Birgitta, Bjørn, Eskil, Frøydis, Gudrún, Göran, Håkan, Ingrid, Jón, Kåre, Kjerstin, \
            Linnéa, Märta, Måns, Olof, Øyvind, Per-Erik, Sigríður, Søren, Torbjörn, Väinö, Ylva, Þórdís",
    family: "Andersson, Ångström, Bergström, Björk, Dahl, Ekström, Eriksson, Fjellheim, Grönlund, Hägg, Holmqvist, \
             Jørgensen, Karlsson, Lindström, Mäkelä, Møller, Nyström, Öberg, Ødegård, Sandström, Sjöberg, Sørensen, \
             Virtanen, Wikström",
};

const IBERIAN: Names = Names {
    home: 11,
    order: GivenFirst,
    given: "Adrián, Ana Lucía, António, Begoña, Catarina, Concepción, Cristóbal, Estêvão, Eulália, Gonçalo, Inês, \
            Íñigo, Jesús, João, José María, Lúcia, María José, Martín, Mónica, Núria, Óscar, Raúl, Sebastião, Sofía, \
            Verónica, Xoán",
    family: "Álvarez, Araújo, Assunção, Brandão, Conceição, Cortés, Díaz, Domínguez, Estévez, Fernández, Gálvez, \
             García Márquez, Gómez, Gonçalves, Guimarães, Ibáñez, Jiménez, López, Magalhães, Muñoz, Núñez, Peña, \
             Ramírez, Sá Carneiro, Simões, Vázquez, Zúñiga",
};

const FRENCH: Names = Names {
    home: 3,
    order: GivenFirst,
    given: "Amélie, Anaïs, Benoît, Chloé, Éloïse, Émile, Françoise, François, Gaëlle, Hélène, Jérôme, Joël, Léa, Loïc, \
            Maëlle, Noémie, Océane, Raphaël, Rémi, Stéphane, Théo, Valérie, Zoé",
    family: "Baudouin, Béranger, Besançon, Château, Crépin, D'Aubigné, De la Croix, Duchêne, Fèvre, Forêt, Gérard, \
             Guérin, Hébert, L'Hôpital, Lefèbvre, Légaré, Maître, Noël, Pécheur, Prévost, Rouvière, Sénéchal, Trévoux",
};

const IRISH: Names = Names {
    home: 11,
    order: GivenFirst,
    given: "Aisling, Aoife, Caoimhe, Ciarán, Conor, Eilís, Éamon, Fionnuala, Gráinne, Kathleen, Máire, Niamh, Nóra, \
            Oisín, Pádraig, Róisín, Ruairí, Saoirse, Seán, Siobhán, Tadhg, Úna",
    family: "Byrne, Doyle, Fitzgerald, Gallagher, Kavanagh, MacCarthy, McAuliffe, Murphy, O'Brien, O'Connor, O'Neill, \
             O'Reilly, O'Sullivan, Quinn, Ryan, Walsh",
};

const TURKISH: Names = Names {
    home: 0,
    order: GivenFirst,
    given: "Ayşe, Barış, Çağla, Cem, Doğan, Ebru, Emine, Gökhan, Gülşen, Hüseyin, İbrahim, Işıl, Kübra, Mehmet, \
            Oğuz, Özge, Şebnem, Tuğba, Ümit, Yıldız, Zeynep",
    family: "Aydın, Çelik, Demir, Doğan, Erdoğmuş, Gündüz, Güneş, İnan, Kılıç, Koç, Öztürk, Özkan, Şahin, Şen, Tunç, \
             Uçar, Ünal, Yılmaz, Yıldırım, Yüksel",
};

const CZECH_WOMEN: Names = Names {
    home: 1,
    order: GivenFirst,
    given: "Anežka, Božena, Dáša, Eliška, Jiřina, Kateřina, Markéta, Růžena, Šárka, Věra, Zdeňka, Žofie",
    family: "Černá, Dvořáková, Horáková, Kučerová, Němcová, Novotná, Procházková, Růžičková, Svobodová, Veselá",
};

const CZECH_MEN: Names = Names {
    home: 1,
    order: GivenFirst,
    given: "Bohumír, Čeněk, Dušan, Jiří, Luděk, Matěj, Ondřej, Přemysl, Radoš, Řehoř, Tomáš, Zdeněk",
    family: "Černý, Dvořák, Horák, Kučera, Němec, Novotný, Procházka, Růžička, Svoboda, Veselý",
};

const HUNGARIAN: Names = Names {
    home: 0,
    order: FamilyFirst,
    given: "Ágnes, András, Boglárka, Csilla, Dezső, Erzsébet, Győző, Ildikó, János, Kálmán, Márton, Örs, Réka, Tünde, Zsófia",
    family: "Balogh, Csernák, Farkas, Fodor, Gulyás, Horváth, Kővári, Lőrincz, Molnár, Nagy, Szűcs, Tóth, Vörös",
};

const NIGERIAN: Names = Names {
    home: 11,
    order: GivenFirst,
    given: "Adébáyọ̀, Adaeze, Amara, Chiamaka, Chinedu, Emeka, Folasade, Ifeoma, Ikechukwu, Kelechi, Ngozi, Obinna, \
            Olúwaṣeun/Oluwaseun, Títílayọ̀/Titilayo, Uchenna, Yétúndé, Zainab",
    family: "Abubakar, Achebe, Adéyẹmí, Balogun, Bello, Danjuma, Eze, Ibekwe, Nwosu, Obi, Okafor, Okonkwo, Onyeka, \
             Sulaiman, Uzoma",
};
