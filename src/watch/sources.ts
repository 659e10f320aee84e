// The feeds that this deployment polls: every one about every 20 minutes. Edit freely; `npm run check` says what is
// wrong with an entry. A source whose country or language tells what its items leave out ("yaptırım" in a Turkish
// paper is about Turkey) should name them.
import type { Source } from '../definition/source.ts'

/** A Google News search, which also finds what no feed of ours lists. Its items name the outlet. */
function googleNews(query: string, language: string, country: string): string {
  const parameters = `hl=${language}-${country}&gl=${country}&ceid=${country}:${language}`
  return `https://news.google.com/rss/search?q=${encodeURIComponent(query)}&${parameters}`
}

export const sources: readonly Source[] = [
  // Governments
  {
    id: 'us-war-department',
    title: 'US Department of War',
    url: 'https://www.war.gov/DesktopModules/ArticleCS/RSS.ashx?ContentType=1&Site=945&max=10',
    lang: 'en',
    country: 'US',
    kind: 'official',
    timeZone: 'America/New_York',
  },
  {
    id: 'white-house',
    title: 'The White House',
    url: 'https://www.whitehouse.gov/briefings-statements/feed/',
    lang: 'en',
    country: 'US',
    kind: 'official',
    timeZone: 'America/New_York',
  },

  // News agencies
  {
    id: 'anadolu-en',
    title: 'Anadolu Agency',
    url: 'https://www.aa.com.tr/en/rss/default?cat=world',
    lang: 'en',
    country: 'TR',
    kind: 'agency',
    timeZone: 'Europe/Istanbul',
  },
  {
    id: 'anadolu-tr',
    title: 'Anadolu Ajansı',
    url: 'https://www.aa.com.tr/tr/rss/default?cat=guncel',
    lang: 'tr',
    country: 'TR',
    kind: 'agency',
    timeZone: 'Europe/Istanbul',
  },
  {
    id: 'tass-en',
    title: 'TASS',
    url: 'https://tass.com/rss/v2.xml',
    lang: 'en',
    country: 'RU',
    kind: 'agency',
    timeZone: 'Europe/Moscow',
  },
  {
    id: 'tass-ru',
    title: 'ТАСС',
    url: 'https://tass.ru/rss/v2.xml',
    lang: 'ru',
    country: 'RU',
    kind: 'agency',
    timeZone: 'Europe/Moscow',
  },
  {
    id: 'interfax',
    title: 'Интерфакс',
    url: 'https://www.interfax.ru/rss.asp',
    lang: 'ru',
    country: 'RU',
    kind: 'agency',
    timeZone: 'Europe/Moscow',
  },

  // Press
  {
    id: 'cumhuriyet',
    title: 'Cumhuriyet',
    url: 'https://www.cumhuriyet.com.tr/rss/son_dakika.xml',
    lang: 'tr',
    country: 'TR',
    kind: 'press',
    timeZone: 'Europe/Istanbul',
  },
  {
    id: 'diken',
    title: 'Diken',
    url: 'https://www.diken.com.tr/feed/',
    lang: 'tr',
    country: 'TR',
    kind: 'press',
    timeZone: 'Europe/Istanbul',
  },
  {
    id: 'trt-haber',
    title: 'TRT Haber',
    url: 'https://www.trthaber.com/sondakika.rss',
    lang: 'tr',
    country: 'TR',
    kind: 'press',
    timeZone: 'Europe/Istanbul',
  },
  {
    id: 'bbc-turkce',
    title: 'BBC News Türkçe',
    url: 'https://feeds.bbci.co.uk/turkce/rss.xml',
    lang: 'tr',
    country: 'GB',
    kind: 'press',
  },
  {
    id: 'dw-turkce',
    title: 'DW Türkçe',
    url: 'https://rss.dw.com/xml/rss-tur-all',
    lang: 'tr',
    country: 'DE',
    kind: 'press',
  },
  {
    id: 'daily-sabah',
    title: 'Daily Sabah',
    url: 'https://www.dailysabah.com/rss/home-page',
    lang: 'en',
    country: 'TR',
    kind: 'press',
    timeZone: 'Europe/Istanbul',
  },
  {
    id: 'al-monitor',
    title: 'Al-Monitor',
    url: 'https://www.al-monitor.com/rss',
    lang: 'en',
    country: 'US',
    kind: 'press',
  },
  {
    id: 'jerusalem-post',
    title: 'The Jerusalem Post',
    url: 'https://www.jpost.com/rss/rssfeedsheadlines.aspx',
    lang: 'en',
    country: 'IL',
    kind: 'press',
    timeZone: 'Asia/Jerusalem',
  },
  {
    id: 'kommersant',
    title: 'Коммерсантъ',
    url: 'https://www.kommersant.ru/RSS/news.xml',
    lang: 'ru',
    country: 'RU',
    kind: 'press',
    timeZone: 'Europe/Moscow',
  },
  {
    id: 'naftemporiki',
    title: 'Ναυτεμπορική',
    url: 'https://www.naftemporiki.gr/feed/',
    lang: 'el',
    country: 'GR',
    kind: 'press',
    timeZone: 'Europe/Athens',
  },
  {
    id: 'ta-nea',
    title: 'Τα Νέα',
    url: 'https://www.tanea.gr/feed/',
    lang: 'el',
    country: 'GR',
    kind: 'press',
    timeZone: 'Europe/Athens',
  },

  // Defence trade press
  {
    id: 'defense-news',
    title: 'Defense News',
    url: 'https://www.defensenews.com/arc/outboundfeeds/rss/?outputType=xml',
    lang: 'en',
    country: 'US',
    kind: 'specialist',
  },
  {
    id: 'savunma-sanayi-st',
    title: 'SavunmaSanayiST',
    url: 'https://www.savunmasanayist.com/feed/',
    lang: 'tr',
    country: 'TR',
    kind: 'specialist',
    timeZone: 'Europe/Istanbul',
  },
  {
    id: 'defence-turk',
    title: 'DefenceTurk',
    url: 'https://www.defenceturk.net/feed',
    lang: 'tr',
    country: 'TR',
    kind: 'specialist',
    timeZone: 'Europe/Istanbul',
  },

  // Searches over many outlets
  {
    id: 'google-news-en',
    title: 'Google News (English)',
    url: googleNews('Turkey ("S-400" OR "F-35" OR CAATSA) when:7d', 'en', 'US'),
    lang: 'en',
    kind: 'search',
  },
  {
    id: 'google-news-tr',
    title: 'Google News (Turkish)',
    url: googleNews('("S-400" OR "F-35" OR CAATSA) when:7d', 'tr', 'TR'),
    lang: 'tr',
    country: 'TR',
    kind: 'search',
  },
  {
    id: 'google-news-ru',
    title: 'Google News (Russian)',
    url: googleNews('Турция ("С-400" OR "F-35" OR санкции) when:7d', 'ru', 'RU'),
    lang: 'ru',
    kind: 'search',
  },
]
