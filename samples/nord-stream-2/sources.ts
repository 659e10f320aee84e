import type { Source } from '../../src/definition/source.ts'

/** Invented: this definition shows that the engine knows no dispute, and polls nothing. */
export const sources: readonly Source[] = [
  { id: 'baltic-wire', title: 'Baltic Wire', url: 'https://wire.example/rss', lang: 'en', kind: 'agency' },
  {
    id: 'kuestenblatt',
    title: 'Küstenblatt',
    url: 'https://blatt.example/feed',
    lang: 'de',
    country: 'DE',
    kind: 'press',
  },
]
