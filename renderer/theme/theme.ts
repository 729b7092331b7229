import { Badge, Button, Checkbox, createTheme, Select, Table, TextInput } from '@mantine/core'

/**
 * The component library's settings; colours and type are CSS variables in tokens.css. Responsive style
 * props and modals that lock scrolling stay unused: they write style elements, which a strict policy refuses.
 */
export const theme = createTheme({
  primaryColor: 'blue',
  primaryShade: 6,
  fontFamily: 'var(--font)',
  defaultRadius: 6,
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({ defaultProps: { size: 'xs', fz: 13 } }),
    Badge: Badge.extend({ defaultProps: { tt: 'none' } }),
    Checkbox: Checkbox.extend({ defaultProps: { size: 'xs' } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'sm' } }),
    Select: Select.extend({ defaultProps: { size: 'sm', checkIconPosition: 'right' } }),
    Table: Table.extend({ defaultProps: { verticalSpacing: 6 } }),
  },
})
