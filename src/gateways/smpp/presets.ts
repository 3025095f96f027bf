/**
 * Settings to begin with for families of SMSCs, where something public tells how they differ. Whatever a provider says
 * of its own goes before it; the preset only saves the asking.
 */
import type { z } from 'zod'
import type { Preset } from '../../core/adapter.ts'
import type { smppSettings } from './settings.ts'

type Beginning = Partial<z.input<typeof smppSettings>>

const preset = (key: string, title: string, about: string, settings: Beginning): Preset => ({
  key,
  title,
  about,
  settings,
})

/** DLT ids as octets without a NUL under the tags that every public configuration agrees on, letters as 5/0, times of India. */
const india: Beginning = {
  dlt: true,
  dltEntityTag: '0x1400',
  dltTemplateTag: '0x1401',
  dltChainTag: '0x1402',
  dltNul: false,
  longMessages: 'udh',
  receiptZone: 'Asia/Kolkata',
  dltCodes: 'common',
}
const aggregator: Beginning = { ...india, dltChain: 'ids', window: 10, maxParts: 6 }

export const presets: readonly Preset[] = [
  preset(
    'india-aggregator',
    'SMPP, Indian aggregator',
    'Kaleyra, Karix and others: DLT ids as parameters, the telemarketer id as it is, few binds and small windows.',
    aggregator,
  ),
  preset('india-exotel', 'SMPP, Exotel', 'As any Indian aggregator, with Exotel’s own list of refusal codes.', {
    ...aggregator,
    dltCodes: 'exotel',
  }),
  preset(
    'india-infobip',
    'SMPP, Infobip to India',
    'As any Indian aggregator, with Infobip’s own list of refusal codes.',
    { ...aggregator, dltCodes: 'infobip' },
  ),
  preset(
    'india-operator',
    'SMPP, Indian operator',
    'For those who deliver to an operator as a telemarketer: DLT ids as parameters, the chain as its SHA-256 hash.',
    { ...india, dltChain: 'sha256' },
  ),
  preset('india-airtel', 'SMPP, Airtel', 'As any Indian operator, with Airtel’s own list of refusal codes.', {
    ...india,
    dltChain: 'sha256',
    dltCodes: 'airtel',
  }),
  preset(
    'kannel',
    'SMPP, Kannel or ksmppd',
    'Ids are UUIDs, written the same everywhere; long texts go in parts with headers.',
    { messageIds: 'as_is', longMessages: 'udh' },
  ),
  preset('jasmin', 'SMPP, Jasmin', 'Ids are UUIDs, written the same everywhere.', {
    messageIds: 'as_is',
    longMessages: 'udh',
  }),
  preset(
    'hex-ids',
    'SMPP, ids in two notations',
    'The answer gives the id in hexadecimal, the receipt in decimal, as older SMSCs and what stands before them do.',
    { messageIds: 'hex_to_dec' },
  ),
  preset(
    'two-binds',
    'SMPP, transmitter and receiver',
    'For an SMSC that gives one bind for texts and another for receipts.',
    { bind: 'separate' },
  ),
]
