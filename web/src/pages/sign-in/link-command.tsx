import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyField } from '../../ui/copy-field.tsx'

/** How the command is called, by what the program runs from: neither it nor a browser can tell. */
const commands = {
  checkout: 'npm run -s aftercall -- link',
  package: 'npx aftercall link',
  container: 'docker compose exec aftercall aftercall link',
  systemd: 'sudo -u aftercall DATA_DIR=/var/lib/aftercall aftercall link',
} as const

type Place = keyof typeof commands

/** The command that prints a one-time link, to copy. */
export function LinkCommand() {
  const { t } = useTranslation()
  const [place, setPlace] = useState<Place>('checkout')
  return (
    <>
      <SegmentedControl
        fullWidth
        aria-label={t('signIn.runsFrom')}
        data={(Object.keys(commands) as Place[]).map((value) => ({ value, label: t(`signIn.from.${value}`) }))}
        value={place}
        onChange={(chosen) => setPlace(chosen as Place)}
      />
      <CopyField value={commands[place]} label={t('signIn.command')} />
    </>
  )
}
