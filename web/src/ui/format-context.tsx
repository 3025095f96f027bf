import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { type Format, type Locale, makeFormat } from '../format.ts'

const FormatContext = createContext<Format>(makeFormat({ language: 'en', zone: 'Asia/Kolkata', currency: 'INR' }))

/** Gives everything below the account's zone, currency and language. */
export function FormatProvider({ language, zone, currency, children }: Locale & { children: ReactNode }) {
  const format = useMemo(() => makeFormat({ language, zone, currency }), [language, zone, currency])
  return <FormatContext value={format}>{children}</FormatContext>
}

export type { Format }
export const useFormat = (): Format => useContext(FormatContext)
