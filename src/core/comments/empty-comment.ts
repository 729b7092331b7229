/**
 * What people write who have nothing to say, folded (fold.ts) without the space in front. Only whole comments are held
 * against it: `không có ý kiến gì, tôi hài lòng` says something.
 */
const SAYS_NOTHING: ReadonlySet<string> = new Set([
  '',
  '0',
  'k',
  'ko',
  'kg',
  'x',
  'khong',
  'khong co',
  'khong co gi',
  'khong co gi them',
  'khong y kien',
  'khong y kien gi',
  'khong y kien gi them',
  'khong co y kien',
  'khong co y kien gi',
  'khong co y kien gi them',
  'khong co y kien khac',
  'khong co y kien nao',
  'khong co y kien dong gop',
  'ko y kien',
  'ko co y kien',
  'ko co y kien gi',
  'k co y kien',
  'k y kien',
  'chua co y kien',
  'khong co kien nghi',
  'khong co kien nghi gi',
  'khong kien nghi',
  'khong co de xuat',
  'khong co de xuat gi',
  'khong de xuat',
  'khong gop y',
  'khong co gop y',
  'khong co gop y gi',
  'none',
  'no',
])

/** Whether a comment says nothing. `folded`: of foldWords. */
export function isEmptyComment(folded: string): boolean {
  return SAYS_NOTHING.has(folded.trimStart())
}
