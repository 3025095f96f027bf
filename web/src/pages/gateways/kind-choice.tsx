import { IconChevronRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Kind } from '../../api/types.ts'
import { languageOf } from '../../ui/languages.ts'
import { Card } from '../../ui/parts.tsx'

/** The kinds there are, each with what it is and what one needs for it. */
export function KindChoice({
  kinds,
  onChoose,
}: {
  kinds: readonly Kind[]
  onChoose: (kind: string, preset?: string) => void
}) {
  const { t } = useTranslation()
  return (
    <div className="kinds">
      {kinds.flatMap((kind) => [
        <KindCard key={kind.kind} title={kind.title} about={kind.about} onChoose={() => onChoose(kind.kind)} />,
        ...(kind.presets ?? []).map((preset) => (
          <KindCard
            key={`${kind.kind} ${preset.key}`}
            title={preset.title}
            about={preset.about ?? t('gateways.presetAbout', { kind: kind.title, preset: preset.title })}
            onChoose={() => onChoose(kind.kind, preset.key)}
          />
        )),
      ])}
    </div>
  )
}

function KindCard({ title, about, onChoose }: { title: string; about: string; onChoose: () => void }) {
  return (
    <Card padded={false}>
      <button type="button" className="kind" onClick={onChoose}>
        <span>
          <strong lang="en">{title}</strong>
          <span lang={languageOf(about)}>{about}</span>
        </span>
        <IconChevronRight size={18} aria-hidden="true" />
      </button>
    </Card>
  )
}
