"""Which actors the Indonesian names.yaml finds in sentences, and which it must not find."""

from __future__ import annotations

import pytest

from dragoman.actors.name_index import NameIndex

LANG = "id"


def found(index: NameIndex, text: str) -> str:
    """The ids of what is found for certain (no bare surnames), in order."""
    return " ".join(match.entity_id for match in index.find(text) if not match.partial)


COUNTRIES = [
    ("Korea Selatan dan Korut saling tuduh.", "KOR PRK"),
    ("Latihan gabungan AS-Korsel digelar pekan depan.", "USA KOR"),
    ("Pertemuan trilateral Jepang-AS-Korea Selatan batal.", "JPN USA KOR"),
    ("Hubungan Rusia-Ukraina memburuk sejak Israel-Iran berperang.", "RUS UKR ISR IRN"),
    ("Korea Utara dan Selatan menggelar dialog.", "PRK KOR"),
    ("Korea Selatan dan Utara menggelar dialog.", "KOR PRK"),
    ("Tiongkok, Cina, China, RRT, dan RRC adalah satu negara.", "CHN CHN CHN CHN CHN"),
    ("Perancis mengecam Inggris, sedangkan Prancis tidak.", "FRA GBR FRA"),
    ("Uni Emirat Arab dan Arab Saudi menjamu UEA.", "ARE SAU ARE"),
    ("Saudi menahan diplomat Kanada.", "SAU CAN"),
    ("Belanda, Jerman, Mesir, Yordania, Suriah, dan Irak menolak.", "NLD DEU EGY JOR SYR IRQ"),
    ("Republik Afrika Tengah meminta bantuan Afrika Selatan.", "CAF ZAF"),
    ("Pantai Gading dan Tanjung Verde bertemu.", "CIV CPV"),
    ("Papua Nugini membantu Selandia Baru.", "PNG NZL"),
    ("Sudan Selatan berunding dengan Sudan.", "SSD SDN"),
    ("Republik Demokratik Kongo menuduh Rwanda.", "COD RWA"),
    ("Kongo-Brazzaville mengirim utusan.", "COG"),
    ("Timor Timur lepas dari RI pada 1999.", "TLS IDN"),
    ("Negeri Paman Sam dan Negeri Tirai Bambu berebut pengaruh.", "USA CHN"),
    ("Uni Soviet, Cekoslowakia, dan Jerman Timur bubar.", "SUN CSK DDR"),
    ("Guinea-Bissau, Guinea Khatulistiwa, dan Guinea sepakat.", "GNB GNQ GIN"),
    ("Rezim Zionis menyerang Lebanon.", "ISR LBN"),
    ("Pasar ASnya lesu dan Israelpun diam.", "USA ISR"),
    ("AMERIKA SERIKAT KECAM KORUT", "USA PRK"),
    ("Turki Utsmani runtuh, Turki modern lahir.", "TUR"),
    ("Siprus Utara bukan Siprus.", "northern_cyprus CYP"),
    ("Israel Gempur Gaza, Turki Kutuk Keras", "ISR gaza TUR"),
    ("KORUT TEMBAKKAN RUDAL KE LAUT TIMUR, JEPANG SIAGA", "PRK sea_of_japan JPN"),
]

PEOPLE = [
    ("Warga Korea Selatan dan warga negara China ditahan.", "KOR CHN"),
    ("Rakyat Palestina menunggu.", "PSE"),
    ("Sebanyak 12 WNI dievakuasi dari Sudan.", "IDN SDN"),
    ("Orang Belanda itu ditangkap.", "NLD"),
    ("Penduduk Jalur Gaza kelaparan.", "gaza"),
]

CAPITALS = [
    ("Washington menuduh Moskow, sementara Beijing membela Teheran.", "USA RUS CHN IRN"),
    ("Seoul dan Pyongyang bertukar pesan lewat Tokyo.", "KOR PRK JPN"),
    ("Kyiv menolak, begitu pula Kiev dulu.", "UKR UKR"),
    ("Tel Aviv mengancam Damaskus.", "ISR SYR"),
    ("Jakarta menolak usul Canberra.", "IDN AUS"),
    ("Brussels menyetujui paket sanksi Uni Eropa.", "eu eu"),
]

AREAS = [
    ("Sengketa Laut China Selatan dan Laut Cina Timur.", "south_china_sea east_china_sea"),
    ("Ketegangan di Semenanjung Korea meningkat.", "korean_peninsula"),
    ("Negara-negara Barat dan pihak Barat mengecam.", "the_west the_west"),
    ("Tepi Barat dan Dataran Tinggi Golan diduduki.", "west_bank golan"),
    ("Krimea, Donbas, dan Chechnya.", "crimea donbas chechnya"),
    ("Gempa mengguncang Jawa Barat dan Sulteng.", "java sulawesi"),
    ("Asia Tenggara, Timteng, Eropa, dan Afrika Barat.",
     "southeast_asia middle_east europe west_africa"),
    ("Papua Barat dan Papua.", "west_papua papua"),
    ("Samudra Hindia dan Teluk Oman.", "indian_ocean gulf_of_oman"),
]  # fmt: skip

BODIES = [
    ("Dewan Keamanan PBB bersidang; DK PBB dan Majelis Umum PBB setuju.",
     "un_security_council un_security_council un_general_assembly"),
    ("PBB dan UE mendesak OKI, Liga Arab, dan ASEAN.", "un eu oic arab_league asean"),
    ("Mahkamah Internasional dan Mahkamah Pidana Internasional memutus.", "icj icc"),
    ("IMF, Bank Dunia, dan Organisasi Kesehatan Dunia.", "imf world_bank who"),
    ("Gedung Putih membantah Pentagon dan Departemen Luar Negeri AS.",
     "white_house pentagon state_department"),
    ("Kremlin dan Kemlu Rusia menanggapi Downing Street.",
     "kremlin russian_foreign_ministry downing_street"),
    ("Kongres AS, Senat AS, dan DPR AS.", "us_congress us_senate us_house"),
    ("TNI, Polri, KPK, DPR, dan MPR.", "tni polri kpk dpr mpr"),
    ("Militer Israel menyerang tentara Lebanon.", "idf lebanese_army"),
    ("Pasukan AS di Korea Selatan siaga.", "usfk"),
    ("Junta militer Myanmar dan militer China.", "tatmadaw pla"),
    ("Kemlu RI memanggil dubes; Kementerian Luar Negeri Indonesia menyesal.",
     "kemlu_indonesia kemlu_indonesia"),
    ("Mahkamah Konstitusi menolak gugatan PDI Perjuangan.", "mk_indonesia pdip"),
    ("Mahkamah Konstitusi Korea Selatan memakzulkan.", "constitutional_court_korea"),
    ("Garda Revolusi Iran dan Pasukan Quds.", "irgc quds_force"),
    ("Bank Indonesia menahan suku bunga; BI optimistis.", "bank_indonesia bank_indonesia"),
    ("Demikian lapor Reuters, AFP, dan kantor berita Antara.", "reuters afp antara"),
    ("Partai Demokrat mendukung Prabowo Subianto.", "demokrat_indonesia prabowo_subianto"),
    ("Partai Demokrat mengkritik Donald Trump.", "democrats donald_trump"),
    ("Human Rights Watch dan Amnesty International.", "hrw amnesty"),
    ("Pasukan Bela Diri Jepang dan Penjaga Pantai Filipina.", "jsdf philippine_coast_guard"),
    ("Huawei menggugat.", "huawei"),
    ("Partai Republik menekan senator Demokrat.", "republicans democrats"),
    ("Kepala Staf Gabungan Korea Selatan (JCS) siaga.", "jcs_korea jcs_korea"),
    ("Badan Intelijen Negara (BIN) menyatakan tidak tahu.", "bin_indonesia"),
    ("Dewan Eropa mengakui, Komisi Eropa menolak.", "council_of_europe european_commission"),
    ("Kata dia kepada Tempo dan dikutip dari Antara.", "tempo antara"),
]  # fmt: skip

GROUPS = [
    ("Hamas dan Hizbullah menolak; Houthi menyusul.", "hamas hezbollah houthis"),
    ("Taliban membantah Al-Qaidah dan Al Qaeda.", "taliban al_qaeda al_qaeda"),
    ("Militan IS dan kelompok ISIS di Irak.", "islamic_state islamic_state IRQ"),
    ("Negara Islam Indonesia bukan Negara Islam.", "nii islamic_state"),
    ("KKB menembak guru; OPM mengaku.", "tpnpb opm"),
    ("Densus 88 menangkap anggota JI.", "densus_88 jemaah_islamiyah"),
    ("Pengungsi Rohingya, muslim Uighur, dan suku Kurdi.", "rohingya uighurs kurds"),
    ("Separatis pro-Rusia di Donbas.", "pro_russian_separatists donbas"),
    ("Abu Sayyaf dan Boko Haram.", "abu_sayyaf boko_haram"),
]

PERSONS = [
    ("Presiden Volodymyr Zelenskyy tiba.", "volodymyr_zelensky"),
    ("Benyamin Netanyahu marah.", "benjamin_netanyahu"),
    ("Paus Fransiskus berdoa bersama Paus Yohanes Paulus II.", "pope_francis pope_john_paul_ii"),
    ("Raja Salman dan Saddam Husein.", "king_salman saddam_hussein"),
    ("Raja Charles III menjamu Xi Jinping.", "king_charles_iii xi_jinping"),
]

NEAR_MISSES = [
    ("Nabi Ibrahim AS dan Nabi Musa AS.", ""),
    ("AS Roma menang atas Real Madrid.", ""),
    ("Harganya 10 dolar AS atau 20 dollar AS.", ""),
    ("Lima orang tewas.", ""),
    ("Baku tembak pecah semalam.", ""),
    ("Ia kuliah di Universitas Indonesia dan fasih bahasa Inggris.", ""),
    ("Perang Korea, Perang Vietnam, dan Perang Dunia II.", ""),
    ("Mobilnya mogok di Jakarta Selatan.", ""),
    ("Gubernur DKI Jakarta meninjau banjir.", ""),
    ("Rumah Sakit Indonesia dibom.", ""),
    ("Antara lain karena tempo yang singkat.", ""),
    ("Ajun Komisaris Polisi (AKP) Budi dan ibu-ibu PKK.", ""),
    ("Ketua RT 05 melapor kepada DPP.", ""),
    ("Rada susah, kata dia.", ""),
    ("Perusahaan itu merugi.", ""),
    ("TNI AU menerima pesawat.", "tni"),
    ("Pemkab OKI membangun jembatan.", ""),
    ("Piala Asia dan Piala Dunia.", ""),
    ("Dewan Keamanan Nasional bersidang.", ""),
    ("Mahkamah Agung Filipina memutus.", "PHL"),
    ("OSAMA BIN HAMID", ""),
    ("Perjanjian Paris dan Kesepakatan Oslo.", ""),
    ("Gubernur Georgia, Brian Kemp, mengumumkan hasilnya di Atlanta.", ""),
    ("Flu Spanyol melanda dunia.", ""),
    ("Jaksa Agung Muhammad Hakim diperiksa.", ""),
    ("Pangeran Turki bin Abdullah hadir.", ""),
    ("Indonesiana adalah majalah.", ""),
    ("Sungai Niger meluap.", ""),
    ("Ia naik kereta Jakarta-Bandung.", ""),
    ("Hakim agung dan Jaksa Agung bertemu.", ""),
    ("Masyarakat dari Republik Indonesia.", "IDN"),
    ("Kebebasan berbicara antara Senin dan Selasa.", ""),
    ("DIA TIBA DI SANA PADA HARI KAMIS", ""),
]

CASES = [
    *COUNTRIES, *PEOPLE, *CAPITALS, *AREAS, *BODIES, *GROUPS, *PERSONS, *NEAR_MISSES,
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_finds(index: NameIndex, text: str, expected: str) -> None:
    assert found(index, text) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("warga Jepang", "people"),
        ("Washington", "capital"),
        ("Jepang", "country"),
        ("Laut Merah", "place"),
        ("Gedung Putih", "body"),
        ("Hamas", "group"),
    ],
)
def test_kind(index: NameIndex, text: str, kind: str) -> None:
    assert [match.kind for match in index.find(text)] == [kind]
