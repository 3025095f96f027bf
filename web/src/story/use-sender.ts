import { useTranslation } from 'react-i18next'
import { useAccount } from '../api/me.ts'
import type { Template } from '../api/types.ts'
import { senderAsReceived } from '../sender.ts'

type Of = {
  category: Template['category'] | null | undefined
  /** Whose phone it is, where that is known; else one of the account's country. */
  number?: string | null | undefined
}

/** Whom a text is from as its phone shows it, and what of that nobody here decides. */
export function useSender() {
  const { t } = useTranslation()
  const { name, country } = useAccount()
  return (header: string | null | undefined, { category, number }: Of): { sender: string; note: string | null } => {
    if (header == null) return { sender: name, note: null }
    const sender = senderAsReceived(header, {
      isIndian: number == null ? country === 'IN' : number.startsWith('+91'),
      category,
    })
    return { sender, note: sender === header ? null : t('filled.operatorLetters') }
  }
}
