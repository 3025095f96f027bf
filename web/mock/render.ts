/** Values of a sample call, and a template filled with them. */
export const sample: Record<string, string> = {
  department_name: 'Sales',
  call_date: '23 Nov',
  user_name: 'Asha Nair',
  caller_number: '9000001842',
  call_time: '2 31 PM',
  outcome: 'missed',
  talk_time: '1 min 35 s',
  account_name: 'Kaveri Appliances',
}

export function render(body: string): string {
  return body.replaceAll(
    /\{\{(\w+)(?:\|([^{}]*))?\}\}/g,
    (_, name: string, fallback: string | undefined) => sample[name] ?? fallback ?? '',
  )
}
