import { useTranslation } from 'react-i18next'
import type { TemplateCheck, TemplateProblem } from '../../../src/core/report/check-template.ts'
import styles from './templates.module.css'

/** How many tags will be filled, and each that won't: where it stands and what was probably meant. */
export function TemplateFindings({ check: { tags, problems } }: { check: TemplateCheck }) {
  const { t } = useTranslation('reportTemplates')
  const errors = problems.filter(({ isError }) => isError)
  const warnings = problems.length - errors.length
  const sum = tags.reduce((total, { count }) => total + count, 0)
  return (
    <div className="stack" role="status">
      <p>
        {sum === 0 ? t('result.none') : t('result.good', { count: sum })}{' '}
        {errors.length > 0 && <strong>{t('result.errors', { count: errors.length })} </strong>}
        {warnings > 0 && t('result.warnings', { count: warnings })}
      </p>
      {problems.length > 0 && (
        <table className={styles.findings} aria-label={t('result.list')}>
          <thead>
            <tr>
              {(['tag', 'problem', 'place'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`result.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...errors, ...problems.filter(({ isError }) => !isError)].map((problem, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list is made anew with every check
              <ProblemLine key={at} problem={problem} />
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}

function ProblemLine({ problem: { kind, isError, tag, nearest, place, excerpt } }: { problem: TemplateProblem }) {
  const { t } = useTranslation('reportTemplates')
  const tags = nearest.join(', ')
  const advice = kind === 'tag-outside-loop' ? 'belongs' : kind === 'loop-crossed' ? 'expected' : 'meant'
  const where = place && [
    t(`part.${place.part}`, { n: place.paragraph }),
    ...(place.isInTable ? [t('inTable')] : []),
    ...(place.isAlternative ? [t('inPicture')] : []),
  ]
  return (
    <tr data-error={isError}>
      <td>
        <code>{tag}</code>
      </td>
      <td>
        {t(`problem.${kind}`)} {tags !== '' && t(advice, { tags })}
      </td>
      <td>
        {where?.join(', ')}
        {excerpt !== '' && <div className="secondary small">{excerpt}</div>}
      </td>
    </tr>
  )
}
