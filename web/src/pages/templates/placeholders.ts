/** Every name a placeholder can have, with what it becomes; `var.x` for the call's own variables besides. */
export const placeholders = [
  { name: 'caller_number', means: 'the caller’s number' },
  { name: 'caller_name', means: 'the caller’s name, where the phone system knows it' },
  { name: 'user_name', means: 'who answered or rang' },
  { name: 'user_number', means: 'their mobile number' },
  { name: 'first_user_name', means: 'who answered first, before it was passed on' },
  { name: 'department_name', means: 'the department' },
  { name: 'did_number', means: 'your number that was called' },
  { name: 'account_name', means: 'your business' },
  { name: 'call_date', means: 'the day of the call, as 23 Nov' },
  { name: 'call_time', means: 'its time' },
  { name: 'outcome', means: 'connected, missed or voicemail' },
  { name: 'ring_time', means: 'how long it rang' },
  { name: 'talk_time', means: 'how long they talked' },
  { name: 'recording_url', means: 'the recording’s address' },
  { name: 'ticket_number', means: 'the ticket number' },
  { name: 'opt_out_link', means: 'a page by which they opt out' },
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
