import { theme as antTheme, type ThemeConfig } from 'antd';
import type { ThemeName } from './preferences.ts';

/** Latin text in the system's own face, Chinese in the best installed one. */
const fontFamily = 'system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", "WenQuanYi Micro Hei", sans-serif';

const touchable = { controlHeight: 44, controlHeightSM: 44, controlHeightLG: 56 };

/** One accent colour; red, amber and green are kept for states. */
export function themeConfig(name: ThemeName): ThemeConfig {
  const shared = { ...touchable, fontFamily, fontSize: 15, borderRadius: 8, wireframe: false, motionDurationMid: '0.12s', motionDurationSlow: '0.16s' };
  const components = {
    Menu: { itemHeight: 48, itemBorderRadius: 8 },
    Table: { cellPaddingBlock: 12, headerBg: 'transparent' },
    Tabs: { horizontalItemPadding: '12px 4px' },
    Switch: { trackHeight: 28, handleSize: 24 },
    Tag: { fontSizeSM: 13 },
  };
  if (name === 'contrast') {
    return {
      algorithm: antTheme.defaultAlgorithm, components,
      token: { ...shared, fontSize: 16, colorPrimary: '#0020c2', colorInfo: '#0020c2', colorText: '#000', colorTextSecondary: '#1a1a1a', colorTextTertiary: '#333', colorTextDescription: '#1a1a1a', colorBorder: '#000', colorBorderSecondary: '#444', colorBgLayout: '#fff', colorSuccess: '#005a1e', colorWarning: '#7a4100', colorError: '#a80000', lineWidth: 2 },
    };
  }
  if (name === 'dark') {
    return {
      algorithm: antTheme.darkAlgorithm, components,
      token: { ...shared, colorPrimary: '#6d8dff', colorInfo: '#6d8dff', colorBgContainer: '#171b23', colorBgElevated: '#202632', colorBgLayout: '#0d1016', colorBorder: '#414b5e', colorBorderSecondary: '#2c3340', colorText: '#e6eaf2', colorTextSecondary: '#a3adbf', colorTextDescription: '#a3adbf', colorSuccess: '#3ecb7f', colorWarning: '#f0b23c', colorError: '#ff6b63' },
    };
  }
  return {
    algorithm: antTheme.defaultAlgorithm, components,
    token: { ...shared, colorPrimary: '#2b50c8', colorInfo: '#2b50c8', colorBgLayout: '#f4f6f9', colorTextBase: '#171c26', colorTextSecondary: '#4b5566', colorTextDescription: '#566072', colorSuccess: '#157f48', colorWarning: '#b36a00', colorError: '#c9302c' },
  };
}
