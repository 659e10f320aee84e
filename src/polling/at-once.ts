/** Does something for each of a list, so many at once, in order; what comes of each. The first failure ends it. */
export async function mapAtOnce<T, R>(list: readonly T[], most: number, make: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  let next = 0
  const work = async () => {
    while (next < list.length) {
      const at = next++
      results[at] = await make(list[at] as T)
    }
  }
  await Promise.all(Array.from({ length: most }, work))
  return results
}
