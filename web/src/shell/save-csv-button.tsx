import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { saveFile } from '../ui/save-file.ts'
import { useDeed } from './use-deed.ts'

type Props = { name: string; read: () => Promise<unknown> }

/** Keeps a file of what a page is about. It is read before it is saved, and not by the browser alone, so that it can be said why there is none. */
export function SaveCsvButton({ name, read }: Props) {
  const { isBusy, run } = useDeed()
  const save = async () => saveFile(name, (await read()) as Blob)
  return (
    <Button variant="default" leftSection={<IconDownload size={18} />} loading={isBusy} onClick={() => void run(save)}>
      CSV
    </Button>
  )
}
