/**
 * Which story each entry is in, where entries disagree.
 *
 * An entry names its story once, for ever. But two polls at once may both write an entry for the first time, each in
 * another story, and something may have joined the one that was written over. So what an entry names is followed: its
 * story is that of the entry it names.
 *
 * @returns the id of the story by the id of the entry. Where entries name each other in a circle, it is the smallest.
 */
export function followStories(entries: Iterable<{ readonly id: string; readonly story: string }>): Map<string, string> {
  const named = new Map<string, string>()
  for (const { id, story } of entries) named.set(id, story)
  const follow = (id: string): string => {
    const passed = [id]
    for (;;) {
      const at = passed.at(-1) as string
      const next = named.get(at) ?? at // named by an entry, but not among these
      if (next === at) return at
      const circle = passed.indexOf(next)
      if (circle >= 0) return passed.slice(circle).sort()[0] as string
      passed.push(next)
    }
  }
  return new Map(Array.from(named.keys(), (id) => [id, follow(id)]))
}
