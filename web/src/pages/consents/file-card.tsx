import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { importConsents, longestConsentFile } from '../../api/consents.ts'
import type { ConsentsImported } from '../../api/types.ts'
import { FileCard } from '../../ui/file-card.tsx'

/** A CSV of consents that were recorded elsewhere. */
export function ConsentFileCard() {
  const [purpose, setPurpose] = useState('')
  const take = async (file: File, show: (done: ConsentsImported) => void) => {
    if (file.size > longestConsentFile)
      throw new Error('The file is too long for the console. Send it by aftercall consent import.')
    show(await importConsents(file, purpose.trim()))
  }
  return (
    <FileCard
      about={
        <>
          CSV whose first row names the columns: the number, and any of purpose, wording, given at, expires at,
          evidence. Long files go by <code>aftercall consent import</code>.
        </>
      }
      fields={
        <TextInput
          label="Purpose, where the file says none"
          value={purpose}
          maxLength={200}
          onChange={(event) => setPurpose(event.currentTarget.value)}
        />
      }
      take={take}
      said={({ given, known, bad }) =>
        `${given} recorded, ${known} known already${bad > 0 ? `, ${bad} not recorded` : ''}.`
      }
      failedTitle="Not recorded"
    />
  )
}
