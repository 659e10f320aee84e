import { assert, property, string, uuid } from 'fast-check'
import { v5 } from 'uuid'
import { expect, test } from 'vitest'
import { nameUuid } from '../../src/definition/name-uuid.ts'

test('says what the uuid package says', () => {
  assert(
    property(
      string({ unit: 'binary' }),
      uuid(),
      (name, namespace) => nameUuid(name, namespace) === v5(name, namespace),
    ),
  )
})

test('the example of RFC 9562, appendix A.4', () => {
  expect(nameUuid('www.example.com', '6ba7b810-9dad-11d1-80b4-00c04fd430c8')).toBe(
    '2ed6657d-e927-568b-95e1-2665a8aea6a2',
  )
})
