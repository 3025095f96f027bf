import { useTranslation } from 'react-i18next'
import { dismissNotice, useNotices } from '../../api/notices.ts'
import { DeedButton } from '../../shell/deed-button.tsx'
import { noticeWords } from '../../ui/notice-words.ts'
import { ReasonBlock } from '../../ui/parts.tsx'

const kinds: readonly string[] = ['template_refused', 'template_at_risk', 'template_dnd']

/** What operators said of this template that somebody should look at, as on the home page. */
export function TemplateNotices({ templateKey }: { templateKey: string }) {
  const { t } = useTranslation()
  const { data: notices } = useNotices()
  return (notices ?? [])
    .filter((one) => one.subject === templateKey && kinds.includes(one.kind))
    .map((one) => {
      const { title, why } = noticeWords(t, one)
      return (
        <ReasonBlock
          key={one.kind}
          title={title}
          detail={why}
          action={<DeedButton deed={() => dismissNotice(one)}>{t('templates.editor.seen')}</DeedButton>}
        />
      )
    })
}
