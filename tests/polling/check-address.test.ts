import { expect, test } from 'vitest'
import { refuseAddress } from '../../src/polling/check-address.ts'

test.each([
  'https://news.example/rss',
  'http://news.example:8080/rss',
  'https://8.8.8.8/rss',
  'https://[2606:4700::1111]/rss',
  'https://xn--e1aybc.xn--p1ai/',
])('%s may be asked', (address) => {
  expect(refuseAddress(new URL(address), false)).toBeUndefined()
})

test.each([
  'ftp://news.example/rss',
  'file:///etc/passwd',
  'https://user:secret@news.example/',
  'http://localhost/',
  'http://localhost./',
  'http://printer/',
  'http://printer.local/',
  'http://db.internal/',
  'http://127.0.0.1/',
  'http://0x7f.1/',
  'http://2130706433/',
  'http://10.1.2.3/',
  'http://100.64.0.1/',
  'http://169.254.169.254/latest/',
  'http://172.31.0.1/',
  'http://192.168.1.1/',
  'http://0.0.0.0/',
  'http://224.0.0.1/',
  'http://[::1]/',
  'http://[::]/',
  'http://[fe80::1]/',
  'http://[fd00::1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[2001:db8::1]/',
])('%s may not', (address) => {
  expect(refuseAddress(new URL(address), false)).toBeTypeOf('string')
})

test('the preview may ask this machine and no other private one', () => {
  expect(refuseAddress(new URL('http://127.0.0.1:8788/'), true)).toBeUndefined()
  expect(refuseAddress(new URL('http://localhost:8788/'), true)).toBeUndefined()
  expect(refuseAddress(new URL('http://10.0.0.1/'), true)).toBeTypeOf('string')
})
