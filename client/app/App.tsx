import { useEffect, useState } from 'react';
import { App as AntApp, ConfigProvider } from 'antd';
import english from 'antd/locale/en_US';
import chinese from 'antd/locale/zh_CN';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { BrowserRouter } from 'react-router';
import { Problem } from '../api/problem.ts';
import { whenSignedOut } from '../api/request.ts';
import { language, theme } from './preferences.ts';
import { Places } from './Places.tsx';
import { sessionKey } from './session.tsx';
import { themeConfig } from './theme.ts';

function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 2000,
        retry: (failures, error) => failures < 2 && !(error instanceof Problem && error.status >= 400 && error.status < 500),
        refetchOnReconnect: true,
      },
    },
  });
}

export function App() {
  const [client] = useState(createQueryClient);
  const themeName = theme.use();
  const lang = language.use();
  useEffect(() => {
    document.documentElement.dataset['theme'] = themeName;
  }, [themeName]);
  useEffect(() => whenSignedOut(() => client.setQueryData(sessionKey, null)), [client]);
  return (
    <ConfigProvider theme={themeConfig(themeName)} locale={lang === 'zh-CN' ? chinese : english} button={{ autoInsertSpace: false }}>
      <AntApp component={false} message={{ duration: 5, maxCount: 3 }}>
        <QueryClientProvider client={client}>
          <BrowserRouter><Places /></BrowserRouter>
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  );
}
