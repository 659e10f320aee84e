/** What stands in the preview's KV, read from the files in which workerd keeps it. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** For each key the id of its stored value: another one after every write, also of the same value. */
export function readKvWrites(stateDirectory: string): Map<string, string> {
  const directory = join(stateDirectory, 'v3/kv/miniflare-KVNamespaceObject')
  const writes = new Map<string, string>()
  for (const file of readdirSync(directory)) {
    if (!file.endsWith('.sqlite') || file === 'metadata.sqlite') continue
    const database = new DatabaseSync(join(directory, file), { readOnly: true })
    for (const { key, blob_id } of database.prepare('SELECT key, blob_id FROM _mf_entries').all()) {
      writes.set(String(key), String(blob_id))
    }
    database.close()
  }
  return writes
}
