/** Every name a placeholder can have; `var.x` for the call's own variables besides. What each becomes is among the words of templates. */
export const placeholders = [
  'caller_number',
  'caller_name',
  'user_name',
  'user_number',
  'first_user_name',
  'department_name',
  'did_number',
  'account_name',
  'call_date',
  'call_time',
  'outcome',
  'ring_time',
  'talk_time',
  'recording_url',
  'ticket_number',
  'opt_out_link',
] as const

/** The variables of a call that wordings name, each once: `order_no` of `{{var.order_no|none}}`. */
export function variablesIn(...bodies: readonly string[]): string[] {
  const found = bodies.flatMap((body) => [...body.matchAll(/\{\{\s*var\.([a-z0-9_]{1,40})\s*(?:\|[^{}]*)?\}\}/g)])
  return [...new Set(found.map(([, name = '']) => name))]
}

/** The misspelt placeholder and the one that was meant, as the problem's words name them. */
export function nearestOf(message: string): { wrong: string; meant: string } | undefined {
  const found = /\{\{([^{}]+)\}\}; did you mean \{\{([^{}]+)\}\}/.exec(message)
  return found?.[1] === undefined || found[2] === undefined ? undefined : { wrong: found[1], meant: found[2] }
}

/** The wording with a misspelt placeholder's name put right; its fallback stays. */
export function mendPlaceholder(body: string, wrong: string, meant: string): string {
  const escaped = wrong.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  return body.replaceAll(
    new RegExp(String.raw`\{\{\s*${escaped}\s*(\|[^{}]*)?\}\}`, 'g'),
    (_, fallback: string | undefined) => `{{${meant}${fallback ?? ''}}}`,
  )
}
