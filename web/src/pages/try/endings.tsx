import { Modal, Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Ending } from '../../api/types.ts'
import { LinkButton } from '../../ui/parts.tsx'
import { numberEnding } from './endings.ts'

type Props = { opened: boolean; onClose: () => void; endings: readonly Ending[]; onChoose: (caller: string) => void }

/** The sandbox's test numbers, like a card processor's: the last digits say what becomes of a text. */
export function Endings({ opened, onClose, endings, onChoose }: Props) {
  const { t } = useTranslation()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('trying.endings')}
      size={620}
      closeButtonProps={{ 'aria-label': t('word.close') }}
    >
      <p className="endings-lead">{t('trying.endingsLead')}</p>
      <Table verticalSpacing={9}>
        <Table.Tbody>
          {endings.map((one) => (
            <Table.Tr key={one.ending}>
              <Table.Td>
                <strong>…{one.ending}</strong>
              </Table.Td>
              <Table.Td lang="en">{one.words}</Table.Td>
              <Table.Td>
                <LinkButton
                  onClick={() => {
                    onChoose(numberEnding(one.ending))
                    onClose()
                  }}
                >
                  {t('trying.use')}
                </LinkButton>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  )
}
