import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { importConsents, longestConsentFile } from '../../api/consents.ts'
import type { ConsentsImported } from '../../api/types.ts'
import { FileCard } from '../../ui/file-card.tsx'

/** A CSV of consents that were recorded elsewhere. */
export function ConsentFileCard() {
  const { t } = useTranslation()
  const [purpose, setPurpose] = useState('')
  const take = async (file: File, show: (done: ConsentsImported) => void) => {
    if (file.size > longestConsentFile) throw new Error(t('consents.fileTooLong'))
    show(await importConsents(file, purpose.trim()))
  }
  return (
    <FileCard
      about={<Trans i18nKey="consents.fileAbout" components={{ code: <code /> }} />}
      fields={
        <TextInput
          label={t('consents.filePurpose')}
          value={purpose}
          maxLength={200}
          onChange={(event) => setPurpose(event.currentTarget.value)}
        />
      }
      take={take}
      said={({ given, known, bad }) => t(bad > 0 ? 'consents.fileSaidBad' : 'consents.fileSaid', { given, known, bad })}
      failedTitle={t('consents.notRecorded')}
    />
  )
}
