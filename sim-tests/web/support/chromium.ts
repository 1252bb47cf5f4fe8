import type { LaunchOptions } from 'playwright-core';

/** What Playwright turns off of itself (1.65): Chromium takes the last list that it is given, which is ours. */
const offByPlaywright = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
];

/** Pages that Chromium loads for the address bar of every window: a second of a core each, of a bar that nobody sees. */
const addressBar = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'];

/** Debian's Chromium. Its sandbox needs rights that a container does not have. */
export const debianChromium: LaunchOptions = {
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', `--disable-features=${[...offByPlaywright, ...addressBar]}`],
};
