import fc from 'fast-check'
import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import { isSigningSecret, sameSecret, signWebhook, verifyWebhook } from './signatures.ts'

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const bytes = (text: string) => new TextEncoder().encode(text)
const at = 1_614_265_330_000
const vector = {
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestamp: '1614265330',
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
}
const body = bytes('{"test": 2432232314}')

describe('Standard Webhooks signatures', () => {
  it('accept the specification’s vector, and make it', () => {
    expect(verifyWebhook(secret, vector, body, at)).toBe('ok')
    expect(signWebhook(secret, { id: vector.id, at, body })).toEqual(vector)
  })

  it('are those of the standardwebhooks package, both ways', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 40 }),
        fc.string({ unit: 'grapheme' }),
        fc.uint8Array({ minLength: 24, maxLength: 64 }),
        (id, text, key) => {
          const now = Date.now()
          const shared = `whsec_${Buffer.from(key).toString('base64')}`
          const theirs = new Webhook(shared)
          const ours = signWebhook(shared, { id, at: now, body: bytes(text) })
          expect(ours.signature).toBe(theirs.sign(id, new Date(now), text))
          const payload = JSON.stringify({ text })
          const signed = signWebhook(shared, { id, at: now, body: bytes(payload) })
          theirs.verify(payload, {
            'webhook-id': id,
            'webhook-timestamp': signed.timestamp,
            'webhook-signature': signed.signature,
          })
          expect(verifyWebhook(shared, signed, bytes(payload), now)).toBe('ok')
        },
      ),
      { numRuns: 200 },
    )
  })

  it('are refused when any byte of the body, the id, the time or the key is another', () => {
    for (let i = 0; i < body.length; i++) {
      const other = body.slice()
      other[i] = (other[i] ?? 0) ^ 1
      expect(verifyWebhook(secret, vector, other, at)).toBe('no_match')
    }
    expect(verifyWebhook(secret, { ...vector, id: 'msg_other' }, body, at)).toBe('no_match')
    expect(verifyWebhook(secret, { ...vector, timestamp: '1614265331' }, body, at)).toBe('no_match')
    expect(verifyWebhook('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSx', vector, body, at)).toBe('no_match')
  })

  it('hold for five minutes to both sides', () => {
    expect(verifyWebhook(secret, vector, body, at + 300_000)).toBe('ok')
    expect(verifyWebhook(secret, vector, body, at + 300_001)).toBe('too_old')
    expect(verifyWebhook(secret, vector, body, at - 300_000)).toBe('ok')
    expect(verifyWebhook(secret, vector, body, at - 300_001)).toBe('too_new')
  })

  it('may be several, of which one must match', () => {
    const wrong = `v1,${Buffer.alloc(32).toString('base64')}`
    expect(verifyWebhook(secret, { ...vector, signature: `${wrong} v1a,x v2,y ${vector.signature}` }, body, at)).toBe(
      'ok',
    )
    expect(verifyWebhook(secret, { ...vector, signature: `${wrong} v2,${vector.signature.slice(3)}` }, body, at)).toBe(
      'no_match',
    )
  })

  it('say what is missing', () => {
    expect(verifyWebhook(secret, { id: vector.id, timestamp: vector.timestamp }, body, at)).toBe('header_missing')
    expect(verifyWebhook(secret, { ...vector, timestamp: 'yesterday' }, body, at)).toBe('timestamp_unreadable')
    expect(verifyWebhook('whsec_!', vector, body, at)).toBe('secret_unreadable')
    expect(isSigningSecret('whsec_c2hvcnQ=')).toBe(false)
  })

  it('never throw, whatever the headers hold', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (key, id, timestamp, signature) => {
        expect(verifyWebhook(key, { id, timestamp, signature }, body, at)).not.toBe('ok')
      }),
    )
  })

  it('compare plain secrets by value', () => {
    expect(sameSecret('abc', 'abc')).toBe(true)
    expect(sameSecret('abc', 'abd')).toBe(false)
    expect(sameSecret('', 'abc')).toBe(false)
  })
})
