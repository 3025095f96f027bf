import { UsageError } from './shell.ts'

/** Reads `name=value` as an option takes it, such as `--var order=1042`. */
export function pairOf(text: string, option: string, example: string): [name: string, value: string] {
  const at = text.indexOf('=')
  if (at < 1) throw new UsageError(`write ${option} as name=value, such as ${option} ${example}; "${text}" is none`)
  return [text.slice(0, at), text.slice(at + 1)]
}
