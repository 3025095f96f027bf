import { describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'

describe('the configuration', () => {
  it.each([
    ['LISTEN', '70000', /highest is 65535/],
    ['LISTEN', 'localhost', /127\.0\.0\.1:8480/],
    ['ALLOW_PRIVATE_GATEWAYS', 'foo', /has foo: write networks such as/],
    ['ALLOW_PRIVATE_GATEWAYS', '10.0.0.0/8, 10.0.0.0/99, ::1', /has 10\.0\.0\.0\/99, ::1: /],
    ['TRUST_PROXY', 'foo', /has foo: write addresses/],
    ['TRUST_PROXY', 'true', /has true: /],
    ['TRUST_PROXY', '1', /has 1: /],
    ['TRUST_PROXY', '127.0.0.1, 0.0.0.0/0', /has 0\.0\.0\.0\/0: /],
    ['PUBLIC_URL', 'texts.example', /https:\/\/aftercall\.example\.in/],
    ['PUBLIC_URL', 'ftp://texts.example', /https:/],
    ['PUBLIC_URL', 'https://texts.example/sms', /without a user, path, query or fragment/],
    ['PUBLIC_URL', 'https://texts.example/?a=1', /without a user, path/],
    ['PUBLIC_URL', 'https://texts.example/#a', /without a user, path/],
    ['PUBLIC_URL', 'https://me:secret@texts.example', /without a user, path/],
    ['KEEP_CALLS_DAYS', 'ever', /is a number of days/],
    ['LOG_LEVEL', 'loud', /"debug"/],
  ])('names %s where it is %s, and says what to write', (name, value, words) => {
    const read = () => readConfig({ [name]: value })
    expect(read).toThrow(expect.objectContaining({ name: 'BadConfig' }))
    expect(read).toThrow(new RegExp(`^${name} .*${words.source}`))
  })

  it('understands what is written rightly, and what is set to nothing as not set', () => {
    expect(
      readConfig({
        LISTEN: '[::1]:65535',
        ALLOW_PRIVATE_GATEWAYS: '10.20.0.0/16, ::1/128',
        TRUST_PROXY: '127.0.0.1, 172.16.0.0/12,uniquelocal',
        PUBLIC_URL: 'https://Texts.Example:443/',
      }),
    ).toMatchObject({
      listen: { host: '::1', port: 65_535 },
      allowPrivateGateways: ['10.20.0.0/16', '::1/128'],
      trustProxy: '127.0.0.1,172.16.0.0/12,uniquelocal',
      publicUrl: 'https://texts.example',
    })
    expect(readConfig({ LISTEN: '', ALLOW_PRIVATE_GATEWAYS: '', TRUST_PROXY: '', PUBLIC_URL: '' })).toMatchObject({
      listen: undefined,
      allowPrivateGateways: [],
      trustProxy: undefined,
      publicUrl: undefined,
    })
  })
})
