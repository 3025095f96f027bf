import type { Can, GatewayKind } from '../gateway.ts'
import { checkSmpp } from './check.ts'
import { usualLineTimes } from './line.ts'
import { openSmpp } from './open.ts'
import { presets } from './presets.ts'
import { type SmppSettings, smppSettings } from './settings.ts'
import { tryOutSmpp } from './try-out.ts'

/** An SMSC by SMPP 3.4: the operators' and aggregators' own protocol, over one connection that stays open. */
export const smpp = {
  kind: 'smpp',
  title: 'SMPP 3.4',
  about:
    'An operator’s or aggregator’s SMSC over a connection that stays open. You need its host, port, system id and password.',
  settings: smppSettings,
  presets,
  can,
  open: (settings, io) => openSmpp(settings, io),
  check: (settings, io) => checkSmpp(settings, io, usualLineTimes),
  tryOut: (settings, io, text) => tryOutSmpp(settings, io, text),
} satisfies GatewayKind<SmppSettings>

function can(settings: SmppSettings): Can {
  return {
    batch: settings.window,
    refEcho: 'none',
    lookUp: settings.query ? 'id' : 'none',
    receiptKey: 'id',
    receipts: settings.receipts ? 'stream' : 'none',
    // Of a text that the SMSC cuts there is one id, and one receipt or several that say the same.
    perPartReceipts: settings.receiptsPerPart && settings.longMessages !== 'payload',
    maxParts: settings.maxParts,
    window: settings.window,
    ...(settings.perSecond === undefined ? {} : { perSecond: settings.perSecond }),
    oneNode: true,
    replies: true,
    dlt: passedDlt(settings),
  }
}

function passedDlt({ dlt, dltChain }: SmppSettings): Can['dlt'] {
  if (dlt) return { is: dltChain === 'none' ? 'ids' : 'ids_and_chain' }
  return {
    is: 'none',
    mend: 'Begin its settings with a preset for India, or switch on “Send DLT ids” there (dlt: true in a file).',
  }
}
