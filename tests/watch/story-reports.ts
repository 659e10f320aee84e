/**
 * Reports written for these tests in the manner of the news, each list of one event. Cold: nothing came before them, so
 * that nothing is known of how rare a word is.
 */
export interface Report {
  readonly lang: string
  readonly title: string
  readonly summary?: string
  /** Hours after the first report. */
  readonly after?: number
}

export const sameEvent: readonly (readonly Report[])[] = [
  [
    { lang: 'tr', title: 'Bakan Yalçın: S-400 bataryaları ekimde Konya’ya taşınacak' },
    { lang: 'tr', title: "Yalçın açıkladı: S-400'ler ekim ayında Konya'da olacak", after: 2 },
    {
      lang: 'tr',
      title: 'S-400 bataryaları Konya’ya taşınıyor',
      summary: 'Bakan Yalçın ekim ayını işaret etti.',
      after: 5,
    },
  ],
  [
    {
      lang: 'tr',
      title: 'ABD’li senatörlerden Türkiye’ye CAATSA mektubu',
      summary: 'On iki senatör, yaptırımların gözden geçirilmesi için Beyaz Saray’a ortak bir mektup gönderdi.',
    },
    {
      lang: 'tr',
      title: '12 senatör yaptırımlar için Beyaz Saray’a mektup yazdı',
      summary: 'Senatörler ortak mektupta Türkiye’ye uygulanan CAATSA yaptırımlarının gözden geçirilmesini istedi.',
      after: 3,
    },
  ],
  [
    { lang: 'en', title: 'Turkey moves first S-400 battery to Adana air base' },
    { lang: 'en', title: 'S-400 battery arrives at Adana air base in southern Turkey', after: 4 },
    { lang: 'en', title: 'turkey s s 400 battery reaches adana base', after: 6 },
  ],
  [
    {
      lang: 'en',
      title: 'Lockheed to end work with Turkish suppliers by March',
      summary: 'The maker of the F-35 will stop buying fuselages and landing gear from eight Turkish firms.',
    },
    {
      lang: 'en',
      title: 'F-35 maker sets March deadline for Turkish parts suppliers',
      summary: 'Eight firms will lose orders for fuselages and landing gear, Lockheed says.',
      after: 9,
    },
  ],
  [
    { lang: 'ru', title: 'Турецкие военные провели учения с комплексами С-400' },
    { lang: 'ru', title: 'Комплексы С-400 задействованы в учениях турецких военных', after: 3 },
  ],
  [
    { lang: 'el', title: 'Η Τουρκία ζήτησε από τη Μόσχα ανταλλακτικά για τους S-400' },
    { lang: 'el', title: 'Ανταλλακτικά για τους S-400 ζητά η Τουρκία από τη Μόσχα', after: 2 },
  ],
  // Across languages, by names, numbers and acts.
  [
    { lang: 'tr', title: 'Netanyahu, Trump ve Rubio ile Türkiye’nin F-35 talebini görüştü' },
    { lang: 'en', title: 'Netanyahu discusses F-35 request by Turkey with Trump and Rubio', after: 1 },
    { lang: 'ru', title: 'Нетаньяху обсудил с Трампом и Рубио запрос Турции на F-35', after: 2 },
  ],
]

/** Reports of as many events as there are reports. */
export const differentEvents: readonly (readonly Report[])[] = [
  [
    { lang: 'en', title: '12th plane with S-400 parts lands at Murted air base' },
    { lang: 'en', title: '13th plane with S-400 parts lands at Murted air base', after: 20 },
  ],
  [
    { lang: 'tr', title: "S-400 parçalarını taşıyan 12'nci uçak Mürted'e indi" },
    { lang: 'tr', title: "S-400 parçalarını taşıyan 13'üncü uçak Mürted'e indi", after: 20 },
  ],
  [
    { lang: 'tr', title: 'S-400 taşıyan 12. uçak Mürted Üssü’nde' },
    { lang: 'tr', title: 'S-400 taşıyan 13. uçak Mürted Üssü’nde', after: 5 },
  ],
  [
    { lang: 'ru', title: '12-й самолет с элементами С-400 прибыл в Турцию' },
    { lang: 'ru', title: '13-й самолет с элементами С-400 прибыл в Турцию', after: 5 },
  ],
  [
    { lang: 'en', title: 'Second S-400 battery for Turkey shipped from Russia' },
    { lang: 'en', title: 'Third S-400 battery for Turkey shipped from Russia', after: 10 },
  ],
  [
    { lang: 'ru', title: 'Второй полк С-400 для Турции отправлен из порта' },
    { lang: 'ru', title: 'Третий полк С-400 для Турции отправлен из порта', after: 10 },
  ],
  [
    { lang: 'tr', title: 'Kremlin: S-400 sevkiyatı takvime uygun ilerliyor' },
    { lang: 'tr', title: 'Pentagon’dan S-400 uyarısı: Sonuçları ağır olur', after: 1 },
    { lang: 'tr', title: 'Yunan basını: Ankara F-35’ten umudu kesti', after: 2 },
  ],
  [
    { lang: 'ru', title: 'Песков: контракт с Турцией по С-400 выполняется в срок' },
    { lang: 'ru', title: 'Пентагон предупредил Анкару о последствиях покупки С-400', after: 1 },
  ],
  // The same words weeks later are another event.
  [
    { lang: 'en', title: 'Turkey tests S-400 radar near Ankara' },
    { lang: 'en', title: 'Turkey tests S-400 radar near Ankara', after: 24 * 21 },
  ],
]

/** Likewise, but told apart only once some entries have shown which words are common. */
export const differentOnceWordsAreKnown: readonly (readonly Report[])[] = [
  [
    { lang: 'en', title: 'Kremlin says the S-400 contract with Turkey is on schedule' },
    { lang: 'en', title: 'Pentagon warns Turkey of grave consequences over S-400', after: 1 },
    { lang: 'en', title: 'Turkish lira slides as markets fear sanctions over S-400', after: 2 },
  ],
]
