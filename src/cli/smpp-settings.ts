/** Settings of an SMSC from command-line options. */
import type { Preset } from '../core/adapter.ts'
import type { SmppSettings } from '../gateways/smpp/settings.ts'
import { pairOf } from './pair.ts'
import { UsageError } from './shell.ts'

export type SmppOptions = {
  host?: string
  port?: string
  tls?: boolean
  systemId?: string
  passwordEnv: string
  preset?: string
  set: string[]
}

/** The part of the kind that is needed here. */
export type Described = {
  presets: readonly Preset[]
  settings: {
    safeParse(value: unknown): {
      success: boolean
      data?: SmppSettings | undefined
      error?: { issues: { path: PropertyKey[]; message: string }[] } | undefined
    }
  }
}

/** Reads them as the gateway would; what does not fit is named. */
export function settingsFromOptions(
  { presets, settings }: Described,
  options: SmppOptions,
  environmentValue: (name: string) => string | undefined,
): SmppSettings {
  const preset = presets.find((one) => one.key === options.preset)
  if (options.preset !== undefined && !preset)
    throw new UsageError(
      `There is no preset "${options.preset}"; there are ${presets.map((one) => one.key).join(', ')}`,
    )
  const password = environmentValue(options.passwordEnv)
  if (password === undefined)
    throw new UsageError(
      `The password is read from the environment, where other users of this computer do not see it: set ${options.passwordEnv}, or name another variable with --password-env.`,
    )
  const wanted: Record<string, unknown> = {
    ...preset?.settings,
    ...(options.host === undefined ? {} : { host: options.host }),
    ...(options.port === undefined ? {} : { port: Number(options.port) }),
    ...(options.tls === true ? { tls: true } : {}),
    ...(options.systemId === undefined ? {} : { systemId: options.systemId }),
    password,
  }
  for (const one of options.set) {
    const [name, value] = pairOf(one, '--set', 'bind=separate')
    wanted[name] = fitting(settings, { ...wanted, [name]: value }, name, value)
  }
  const read = settings.safeParse(wanted)
  if (read.data) return read.data
  const wrong = (read.error?.issues ?? []).map(({ path, message }) => `  ${path.join('.') || '(whole)'}  ${message}`)
  throw new UsageError(['These settings do not fit:', ...wrong].join('\n'))
}

/** A value as text where that fits, else as the number, switch or list that it spells. */
function fitting(
  settings: Described['settings'],
  wanted: Record<string, unknown>,
  name: string,
  value: string,
): unknown {
  const fits = (as: unknown) =>
    !settings.safeParse({ ...wanted, [name]: as }).error?.issues.some((issue) => issue.path[0] === name)
  if (fits(value)) return value
  if (fits([value])) return [value]
  try {
    const spelled: unknown = JSON.parse(value)
    return fits(spelled) ? spelled : value
  } catch {
    return value
  }
}
