import { useTranslation } from 'react-i18next'
import { arithmeticText } from '../../../../src/core/index/explain.ts'
import type { ExampleNode } from '../../../../src/core/index/worked-example.ts'
import { formatIndex, formatShort } from '../../../format.ts'

/** The reckoning of one node in full, up to its equals sign: the figure behind it is the engine's. */
export function Arithmetic({ of: { arithmetic } }: { of: ExampleNode }) {
  const { t } = useTranslation('scheme')
  if (arithmetic === null) return t('noAnswers')
  const { leftOut } = arithmetic
  return (
    <>
      {leftOut.length > 0 && <span className="secondary">{`${t('leftOut', { nodes: leftOut.join(', ') })} `}</span>}
      {`${arithmeticText(arithmetic, { count: formatShort, index: formatIndex })} =`}
    </>
  )
}
