// Mantine in Billfold's clothes: fonts, sizes and the variables that point at tokens.css. Only the app frame (and tests) may use it.
import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** Bottle green around the two accents of tokens.css (index 8 in the light, 4 in the dark). Mantine calculates with these, so they cannot be variables. */
const bottle: MantineColorsTuple = ['#eff6f2', '#e2efe7', '#c0dfcf', '#9ad2b9', '#74c7a3', '#4faa85', '#388c6b', '#287557', '#1c6148', '#124733'];

export const theme = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--font-code)',
  headings: { fontFamily: 'var(--font-display)', fontWeight: '600' },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '24px', xl: '28px' },
  spacing: { xs: '4px', sm: '8px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '4px', sm: '6px', md: '10px' },
  defaultRadius: 'sm',
  colors: { bottle },
  primaryColor: 'bottle',
  primaryShade: { light: 8, dark: 4 },
  autoContrast: true,
  focusRing: 'auto',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Input: { defaultProps: { size: 'sm' } },
    InputWrapper: { defaultProps: { size: 'sm', inputWrapperOrder: ['label', 'input', 'description', 'error'], withAsterisk: false } },
    TextInput: { defaultProps: { autoComplete: 'off', spellCheck: false } },
    PasswordInput: { defaultProps: { autoComplete: 'off', spellCheck: false } },
    Textarea: { defaultProps: { spellCheck: false } },
    // Typing and Enter take the first match, as everywhere in Billfold.
    Select: { defaultProps: { allowDeselect: false, selectFirstOptionOnChange: true, comboboxProps: { transitionProps: { duration: 0 }, offset: 4 }, maxDropdownHeight: 260 } },
    Checkbox: { defaultProps: { size: 'xs' } },
    Popover: { defaultProps: { transitionProps: { duration: 0 } } },
    Menu: { defaultProps: { transitionProps: { duration: 0 } } },
    Modal: { defaultProps: { transitionProps: { duration: 0 }, overlayProps: { transitionProps: { duration: 0 } } } },
  },
});

// Mantine sets these per scheme, after its plain variables; so they are said per scheme here too.
const schemeColours = {
  '--mantine-color-body': 'var(--desk)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-bright': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-3)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--edge)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-error': 'var(--stop)',
  '--mantine-color-placeholder': 'var(--ink-3)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-disabled': 'var(--sunken)',
  '--mantine-color-disabled-color': 'var(--ink-3)',
  '--mantine-color-disabled-border': 'var(--line)',
};

/** Mantine's own variables, answered by the tokens; the tokens switch between light and dark themselves. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {
    '--mantine-primary-color-filled': 'var(--accent)',
    '--mantine-primary-color-filled-hover': 'var(--accent-hover)',
    '--mantine-primary-color-light': 'var(--accent-soft)',
    '--mantine-primary-color-light-color': 'var(--accent-ink)',
    '--mantine-primary-color-contrast': 'var(--on-accent)',
    '--input-height-sm': '32px',
    '--button-height-sm': '32px',
  },
  light: schemeColours,
  dark: schemeColours,
});
