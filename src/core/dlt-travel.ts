/** Whether DLT ids travel with texts to India, and what is said where they do not: operators drop such texts, and count them against the sender. */
import type { ChainMode, DltPassed } from './dlt.ts'

/** The gateway that an account's texts leave by, as routes name it. */
export type WayOut = { gateway: string; title: string; dlt: DltPassed }

/** Whether operators see the texts: by the sandbox, and without a way out, none does. */
export const reachesNetwork = (wayOut: WayOut | undefined): wayOut is WayOut =>
  wayOut !== undefined && wayOut.dlt.is !== 'no_network'

type Said = { code: string; message: string }

const dropped = 'texts go without DLT ids, and mobile operators in India drop them.'

export const noTemplateId = (name: string): Said => ({
  code: 'no_template_id',
  message: `“${name}” has no DLT template id: its ${dropped}`,
})

export const noEntityId = (header: string): Said => ({
  code: 'no_entity_id',
  message: `The header ${header} has no entity id (PE id): its ${dropped}`,
})

/** Either id alone does not travel: a text goes with both or with none. */
export function missingIds(template: {
  name: string
  header: string
  entityId: string | null
  dltTemplateId: string | null
}): Said[] {
  return [
    ...(template.dltTemplateId === null ? [noTemplateId(template.name)] : []),
    ...(template.entityId === null ? [noEntityId(template.header)] : []),
  ]
}

/** Of a gateway that passes none on. */
export function notPassed({ title, dlt }: WayOut): Said[] {
  if (dlt.is !== 'none') return []
  return [{ code: 'dlt_not_passed', message: `${title} does not pass DLT ids on: ${dropped} ${dlt.mend}` }]
}

/** Of a way out whose gateway sends the chain, and which has none to send. */
export function noChain(
  { title, dlt }: WayOut,
  route: { telemarketerId: string | null; chainMode: ChainMode },
): Said[] {
  if (dlt.is !== 'ids_and_chain' || (route.telemarketerId !== null && route.chainMode !== 'none')) return []
  const lacks =
    route.telemarketerId === null ? 'the way out has no telemarketer ids' : 'the way out says to send it not at all'
  const mend = route.telemarketerId === null ? 'Set them there' : 'Choose there how it is sent'
  const message = `${title} is set to send the telemarketer chain, and ${lacks}: texts go without it, and mobile operators in India refuse them. ${mend}, or set no chain in the gateway’s settings where the gateway adds it.`
  return [{ code: 'no_chain', message }]
}
