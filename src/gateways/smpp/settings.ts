import { z } from 'zod'
import type { FieldMeta } from '../../core/adapter.ts'
import { codeListChoices, codeListTitles } from '../../core/carrier-codes.ts'
import { idPlaces } from './inbound.ts'
import { idForms } from './message-id.ts'
import { certificates, codes, endpoint, isPair, octet, octetString, privateKey, tag, zone } from './settings-fields.ts'
import { gsmOctets, longForms } from './text.ts'

const meta = (fields: FieldMeta) => fields

const whenFixed = { field: 'source', is: ['fixed'] } as const
const whenDlt = { field: 'dlt', is: [true] } as const
const whenTls = { field: 'tls', is: [true] } as const

/** What an administrator says about an SMSC. docs/gateways/smpp.md explains each in more words. */
export const smppSettings = z
  .strictObject({
    host: z
      .string()
      .trim()
      .min(1)
      .max(253)
      .meta(meta({ title: 'Host', description: 'Name or address of the SMSC.', whereTo: true })),
    port: z
      .number()
      .int()
      .min(1)
      .max(65_535)
      .default(2775)
      .meta(meta({ title: 'Port', widget: 'number', whereTo: true })),
    tls: z
      .boolean()
      .default(false)
      .meta(
        meta({
          title: 'TLS',
          description: 'SMPP has no STARTTLS: an SMSC that offers TLS has a port of its own for it.',
          widget: 'switch',
          whereTo: true,
        }),
      ),
    tlsServerName: z
      .string()
      .trim()
      .max(253)
      .default('')
      .meta(
        meta({
          title: 'Name in its certificate',
          description: 'Empty where it is the host.',
          when: whenTls,
          whereTo: true,
        }),
      ),
    tlsCa: certificates.default('').meta(
      meta({
        title: 'Certificate of its authority',
        description: 'In PEM form, where the SMSC’s certificate is signed by itself or by a private authority.',
        widget: 'lines',
        when: whenTls,
        whereTo: true,
      }),
    ),
    tlsCertificate: certificates.default('').meta(
      meta({
        title: 'Our certificate',
        description: 'In PEM form, where the SMSC asks who we are by one. Empty for most.',
        widget: 'lines',
        when: whenTls,
      }),
    ),
    tlsKey: privateKey.default('').meta(
      meta({
        title: 'Key of our certificate',
        description: 'In PEM form, without a passphrase.',
        widget: 'secret',
        secret: true,
        when: whenTls,
      }),
    ),
    systemId: octetString(64)
      .min(1)
      .meta(meta({ title: 'System id' })),
    password: octetString(64).meta(
      meta({
        title: 'Password',
        description: 'SMPP 3.4 allows eight characters; many SMSCs take more.',
        widget: 'secret',
        secret: true,
      }),
    ),
    serviceType: octetString(5)
      .default('')
      .meta(
        meta({ title: 'Service type', description: 'Of each text, such as CMT. Empty unless the SMSC asks for one.' }),
      ),
    systemType: octetString(64)
      .default('')
      .meta(meta({ title: 'System type', description: 'Empty unless the SMSC asks for one.' })),
    addressRange: octetString(64)
      .default('')
      .meta(meta({ title: 'Address range', description: 'Empty unless the SMSC asks for one.' })),
    otherEndpoints: z
      .array(endpoint)
      .max(9)
      .default([])
      .meta(
        meta({
          title: 'Other endpoints',
          description:
            'Of the same account at the same provider, such as smsc2.example.in:2775 (with /name behind it where its certificate is for another name), tried in this order while the first does not take us. A text in doubt is never sent again by the next.',
          widget: 'list',
          whereTo: true,
        }),
      ),
    bind: z
      .enum(['transceiver', 'separate'])
      .default('transceiver')
      .meta(
        meta({
          title: 'Bind',
          description: 'One connection for both, or two where the SMSC gives a transmitter and a receiver.',
          widget: 'choice',
          choices: {
            transceiver: 'Transceiver: one connection',
            separate: 'Transmitter and receiver: two connections',
          },
        }),
      ),
    window: z
      .number()
      .int()
      .min(1)
      .max(1_000)
      .default(10)
      .meta(
        meta({
          title: 'Window',
          description:
            'How many parts may wait for their answer at once, for each process of Aftercall. It is also what a cut line leaves in doubt, so no more than the speed needs.',
          widget: 'number',
        }),
      ),
    perSecond: z
      .number()
      .int()
      .min(1)
      .max(10_000)
      .optional()
      .meta(
        meta({
          title: 'Texts per second',
          description:
            'What the SMSC allows, for each process of Aftercall: with several, divide by their number. Empty: as fast as it answers, slower when it says so.',
          widget: 'number',
        }),
      ),
    idleSeconds: z
      .number()
      .int()
      .min(5)
      .max(300)
      .default(30)
      .meta(
        meta({
          title: 'Ask after silence, seconds',
          description:
            'After so long without a word from the SMSC, enquire_link asks whether it is there. Less than what the SMSC, or a firewall between, lets a silent connection live.',
          widget: 'number',
        }),
      ),
    maxParts: z
      .number()
      .int()
      .min(1)
      .max(20)
      .default(6)
      .meta(
        meta({
          title: 'Parts at most',
          description: 'All parts of a text go in one write, so at most as many as the window has places.',
          widget: 'number',
        }),
      ),
    longMessages: z
      .enum(longForms)
      .default('udh')
      .meta(
        meta({
          title: 'Long texts',
          description: 'Parts with headers are what every network knows.',
          widget: 'choice',
          choices: {
            udh: 'In parts, with headers (UDH)',
            sar: 'In parts, with parameters (sar_*)',
            payload: 'Whole (message_payload): the SMSC cuts it',
          },
        }),
      ),
    gsmOctets: z
      .enum(gsmOctets)
      .default('gsm')
      .meta(
        meta({
          title: 'Octets of GSM texts',
          description: 'What the SMSC’s default alphabet is. In Latin-1 a text with € or Greek letters is refused.',
          widget: 'choice',
          choices: { gsm: 'GSM alphabet', latin1: 'Latin-1' },
        }),
      ),
    gsmCoding: octet.default(0).meta(
      meta({
        title: 'Data coding of GSM texts',
        description: '0 is the SMSC’s default alphabet, one septet an octet.',
        widget: 'number',
      }),
    ),
    ucs2Coding: octet.default(8).meta(meta({ title: 'Data coding of UCS-2 texts', widget: 'number' })),
    source: z
      .enum(['auto', 'fixed'])
      .default('auto')
      .meta(
        meta({
          title: 'Type of the header',
          description: 'Automatic: letters go as 5/0, short digits as 3/0, a phone number as 1/1.',
          widget: 'choice',
          choices: { auto: 'Automatic', fixed: 'Always the two below' },
        }),
      ),
    sourceTon: octet.default(5).meta(meta({ title: 'Source TON', widget: 'number', when: whenFixed })),
    sourceNpi: octet.default(0).meta(meta({ title: 'Source NPI', widget: 'number', when: whenFixed })),
    destTon: octet.default(1).meta(meta({ title: 'TON of numbers', widget: 'number' })),
    destNpi: octet.default(1).meta(meta({ title: 'NPI of numbers', widget: 'number' })),
    validity: z
      .enum(['relative', 'absolute'])
      .default('relative')
      .meta(
        meta({
          title: 'Validity',
          description: 'Until when the network may deliver. A time is for an SMSC that reads no other.',
          widget: 'choice',
          choices: { relative: 'So long from now', absolute: 'Until a time, in UTC' },
        }),
      ),
    receipts: z
      .boolean()
      .default(true)
      .meta(meta({ title: 'Ask for receipts', widget: 'switch' })),
    receiptsPerPart: z
      .boolean()
      .default(true)
      .meta(
        meta({
          title: 'A receipt for each part',
          description: 'Off where the SMSC sends one receipt for a whole long text.',
          widget: 'switch',
        }),
      ),
    receiptZone: zone.default('UTC').meta(
      meta({
        title: 'Time zone of receipts',
        description: 'Receipts give local times without a zone; Indian SMSCs mostly use Asia/Kolkata.',
        widget: 'zone',
      }),
    ),
    receiptIdFrom: z
      .enum(idPlaces)
      .default('parameter')
      .meta(
        meta({
          title: 'Id in receipts',
          description: 'Which is believed where a receipt names the id twice.',
          widget: 'choice',
          choices: { parameter: 'Its parameter', text: 'Its text' },
        }),
      ),
    messageIds: z
      .enum(idForms)
      .default('auto')
      .meta(
        meta({
          title: 'Message ids',
          description:
            'How ids differ between answer and receipt. Automatic compares every form and asks that the number agrees.',
          widget: 'choice',
          choices: {
            auto: 'Automatic',
            as_is: 'The same in both',
            hex_to_dec: 'Hexadecimal in answers, decimal in receipts',
            dec_to_hex: 'Decimal in answers, hexadecimal in receipts',
          },
        }),
      ),
    query: z
      .boolean()
      .default(false)
      .meta(
        meta({
          title: 'Ask for receipts that do not come',
          description:
            'By query_sm, where the SMSC answers it: about once an hour, from ten minutes on. What it does not know is no reason to send again.',
          widget: 'switch',
        }),
      ),
    dlt: z
      .boolean()
      .default(false)
      .meta(
        meta({
          title: 'Send DLT ids',
          description: 'For routes to India only: elsewhere the same tags mean other things.',
          widget: 'switch',
        }),
      ),
    dltEntityTag: tag.default('0x1400').meta(meta({ title: 'Tag of the entity id', when: whenDlt })),
    dltTemplateTag: tag.default('0x1401').meta(meta({ title: 'Tag of the template id', when: whenDlt })),
    dltChainTag: tag.default('0x1402').meta(meta({ title: 'Tag of the chain', when: whenDlt })),
    dltNul: z
      .boolean()
      .default(false)
      .meta(meta({ title: 'End DLT ids with a NUL', widget: 'switch', when: whenDlt })),
    dltChain: z
      .enum(['none', 'ids', 'sha256'])
      .default('none')
      .meta(
        meta({
          title: 'Chain',
          description: 'The hash is for who delivers to operators; an aggregator takes the telemarketer id as it is.',
          widget: 'choice',
          choices: {
            none: 'None: the gateway adds it',
            ids: 'The telemarketer id',
            sha256: 'The hash over the chain (SHA-256)',
          },
          when: whenDlt,
        }),
      ),
    dltCodes: z
      .enum(codeListChoices)
      .default('common')
      .meta(
        meta({
          title: 'List of refusal codes',
          description:
            'How the operators behind this SMSC number their refusals: the same number means another thing in another list.',
          widget: 'choice',
          choices: codeListTitles,
          when: whenDlt,
        }),
      ),
    treatAsRefused: codes.meta(
      meta({
        title: 'Codes that surely mean refused',
        description:
          'Answers of this SMSC beyond the standard ones after which a text surely did not go. Wrong here means a text sent twice.',
        widget: 'list',
      }),
    ),
    doubtCodes: codes.meta(
      meta({
        title: 'Codes that prove nothing',
        description: 'Standard refusals that this SMSC also gives when the text may have gone.',
        widget: 'list',
      }),
    ),
  })
  .refine((settings) => settings.maxParts <= settings.window, {
    path: ['maxParts'],
    message: 'is more than the window has places: raise the window or allow fewer parts',
  })
  .refine(({ tlsCertificate, tlsKey }) => (tlsCertificate === '') === (tlsKey === ''), {
    path: ['tlsKey'],
    message: 'and our certificate go together: give both or neither',
  })
  .refine(({ tlsCertificate, tlsKey }) => isPair(tlsCertificate, tlsKey), {
    path: ['tlsKey'],
    message: 'is the key of another certificate than ours',
  })

export type SmppSettings = z.infer<typeof smppSettings>
