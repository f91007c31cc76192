// Made by scripts/prices from Tests/Fixtures/prices/prices.json: change that file and run it again.

extension PriceTable {
    /// The date of ``standardText``, `yyyy-MM-dd`.
    static let standardDate = "2026-11-22"

    /// 175 entries, one a line, in the format of ``PriceTableReader``.
    static let standardText = """
        anthropic claude-fable-5-1 10/50/0.25/12.5/20 batch=5/25/0.125/6.25/- geo=1.1
        anthropic claude-fable-5 10/50/1/12.5/20 batch=5/25/0.5/6.25/- geo=1.1
        anthropic claude-mythos-5-1 10/50/0.25/12.5/20 batch=5/25/0.125/6.25/- geo=1.1
        anthropic claude-mythos-5 10/50/1/12.5/20 batch=5/25/0.5/6.25/- geo=1.1
        anthropic claude-mythos-preview 10/50/1/12.5/20 geo=1.1
        anthropic claude-opus-5-5 4/20/0.2/5/8 batch=2/10/0.1/2.5/- geo=1.1 fast=2
        anthropic claude-opus-5 5/25/0.5/6.25/10 batch=2.5/12.5/0.25/3.125/- geo=1.1 fast=2
        anthropic claude-opus-4-8 5/25/0.5/6.25/10 batch=2.5/12.5/0.25/3.125/- geo=1.1 fast=2
        anthropic claude-opus-4-7,claude-opus-4-7-20260416 5/25/0.5/6.25/10 batch=2.5/12.5/0.25/3.125/- geo=1.1
        anthropic claude-opus-4-6,claude-opus-4-6-20260205 5/25/0.5/6.25/10 batch=2.5/12.5/0.25/3.125/- geo=1.1
        anthropic claude-opus-4-5,claude-opus-4-5-20251101 5/25/0.5/6.25/10 batch=2.5/12.5/0.25/3.125/-
        anthropic claude-sonnet-5-5 2/10/0.1/2.5/4 batch=1/5/0.05/1.25/- geo=1.1
        anthropic claude-sonnet-5 2/10/0.2/2.5/4 batch=1/5/0.1/1.25/- geo=1.1
        anthropic claude-sonnet-4-6 3/15/0.3/3.75/6 batch=1.5/7.5/0.15/1.875/- geo=1.1
        anthropic claude-sonnet-4-5,claude-sonnet-4-5-20250929 3/15/0.3/3.75/6 batch=1.5/7.5/0.15/1.875/-
        anthropic claude-haiku-5-5 0.1/0.5/0.01/0.125/0.2 over100000=0.5/2.5/0.05/0.625/1 batch=0.05/0.25/0.005/0.0625/- geo=1.1
        anthropic claude-haiku-4-5,claude-haiku-4-5-20251001 1/5/0.1/1.25/2 batch=0.5/2.5/0.05/0.625/-
        anthropic claude-opus-4-1,claude-opus-4-1-20250805 15/75/1.5/18.75/30
        anthropic claude-sonnet-4-20250514 3/15/0.3/3.75/6 over200000=6/22.5/0.6/7.5/-
        anthropic claude-3-7-sonnet-20250219 3/15/0.3/3.75/6
        anthropic claude-3-haiku-20240307 0.25/1.25/0.03/0.3/0.5
        bedrock anthropic.claude-fable-5-1,global.anthropic.claude-fable-5-1 10/50/0.25/12.5/20
        bedrock us.anthropic.claude-fable-5-1,eu.anthropic.claude-fable-5-1 11/55/0.275/13.75/22
        bedrock us-gov.anthropic.claude-fable-5-1 12/60/0.3/15/24
        bedrock anthropic.claude-fable-5,global.anthropic.claude-fable-5 10/50/1/12.5/20
        bedrock us.anthropic.claude-fable-5,eu.anthropic.claude-fable-5,apac.anthropic.claude-fable-5,au.anthropic.claude-fable-5 11/55/1.1/13.75/22
        bedrock anthropic.claude-mythos-5-1,global.anthropic.claude-mythos-5-1 10/50/0.25/12.5/20
        bedrock us.anthropic.claude-mythos-5-1 11/55/0.275/13.75/22
        bedrock anthropic.claude-opus-5-5,global.anthropic.claude-opus-5-5 4/20/0.2/5/8
        bedrock us.anthropic.claude-opus-5-5,eu.anthropic.claude-opus-5-5,apac.anthropic.claude-opus-5-5,au.anthropic.claude-opus-5-5,jp.anthropic.claude-opus-5-5 4.4/22/0.22/5.5/8.8
        bedrock us-gov.anthropic.claude-opus-5-5 4.8/24/0.24/6/9.6
        bedrock anthropic.claude-opus-5,global.anthropic.claude-opus-5 5/25/0.5/6.25/10
        bedrock us.anthropic.claude-opus-5,eu.anthropic.claude-opus-5,apac.anthropic.claude-opus-5,au.anthropic.claude-opus-5,jp.anthropic.claude-opus-5 5.5/27.5/0.55/6.875/11
        bedrock us-gov.anthropic.claude-opus-5 6/30/0.6/7.5/12
        bedrock anthropic.claude-opus-4-8,global.anthropic.claude-opus-4-8 5/25/0.5/6.25/10
        bedrock us.anthropic.claude-opus-4-8,eu.anthropic.claude-opus-4-8,apac.anthropic.claude-opus-4-8,au.anthropic.claude-opus-4-8,jp.anthropic.claude-opus-4-8 5.5/27.5/0.55/6.875/11
        bedrock us-gov.anthropic.claude-opus-4-8 6/30/0.6/7.5/12
        bedrock anthropic.claude-opus-4-7,global.anthropic.claude-opus-4-7 5/25/0.5/6.25/10
        bedrock us.anthropic.claude-opus-4-7,eu.anthropic.claude-opus-4-7,apac.anthropic.claude-opus-4-7,au.anthropic.claude-opus-4-7,jp.anthropic.claude-opus-4-7 5.5/27.5/0.55/6.875/11
        bedrock anthropic.claude-opus-4-6-v1,global.anthropic.claude-opus-4-6-v1 5/25/0.5/6.25/10
        bedrock us.anthropic.claude-opus-4-6-v1,eu.anthropic.claude-opus-4-6-v1,au.anthropic.claude-opus-4-6-v1 5.5/27.5/0.55/6.875/11
        bedrock anthropic.claude-opus-4-5-20251101-v1:0,global.anthropic.claude-opus-4-5-20251101-v1:0 5/25/0.5/6.25/10
        bedrock us.anthropic.claude-opus-4-5-20251101-v1:0,eu.anthropic.claude-opus-4-5-20251101-v1:0 5.5/27.5/0.55/6.875/11
        bedrock anthropic.claude-sonnet-5-5,global.anthropic.claude-sonnet-5-5 2/10/0.1/2.5/4
        bedrock us.anthropic.claude-sonnet-5-5,eu.anthropic.claude-sonnet-5-5,apac.anthropic.claude-sonnet-5-5,au.anthropic.claude-sonnet-5-5,jp.anthropic.claude-sonnet-5-5 2.2/11/0.11/2.75/4.4
        bedrock us-gov.anthropic.claude-sonnet-5-5 2.4/12/0.12/3/4.8
        bedrock anthropic.claude-sonnet-5,global.anthropic.claude-sonnet-5 2/10/0.2/2.5/4
        bedrock us.anthropic.claude-sonnet-5,eu.anthropic.claude-sonnet-5,apac.anthropic.claude-sonnet-5,au.anthropic.claude-sonnet-5,jp.anthropic.claude-sonnet-5 2.2/11/0.22/2.75/4.4
        bedrock us-gov.anthropic.claude-sonnet-5 2.4/12/0.24/3/4.8
        bedrock anthropic.claude-sonnet-4-6,global.anthropic.claude-sonnet-4-6 3/15/0.3/3.75/6
        bedrock us.anthropic.claude-sonnet-4-6,eu.anthropic.claude-sonnet-4-6,apac.anthropic.claude-sonnet-4-6,au.anthropic.claude-sonnet-4-6,jp.anthropic.claude-sonnet-4-6 3.3/16.5/0.33/4.125/6.6
        bedrock anthropic.claude-sonnet-4-5-20250929-v1:0,global.anthropic.claude-sonnet-4-5-20250929-v1:0 3/15/0.3/3.75/6 over200000=6/22.5/0.6/7.5/12 batch=1.5/7.5/-/-/-
        bedrock us.anthropic.claude-sonnet-4-5-20250929-v1:0,eu.anthropic.claude-sonnet-4-5-20250929-v1:0,au.anthropic.claude-sonnet-4-5-20250929-v1:0,jp.anthropic.claude-sonnet-4-5-20250929-v1:0 3.3/16.5/0.33/4.125/6.6 over200000=6.6/24.75/0.66/8.25/13.2 batch=1.65/8.25/-/-/-
        bedrock us-gov.anthropic.claude-sonnet-4-5-20250929-v1:0 3.6/18/0.36/4.5/7.2 over200000=7.2/27/0.72/9/14.4
        bedrock anthropic.claude-haiku-5-5,global.anthropic.claude-haiku-5-5 0.1/0.5/0.01/0.125/0.2 over100000=0.5/2.5/0.05/0.625/1
        bedrock us.anthropic.claude-haiku-5-5,eu.anthropic.claude-haiku-5-5,apac.anthropic.claude-haiku-5-5,au.anthropic.claude-haiku-5-5,jp.anthropic.claude-haiku-5-5 0.11/0.55/0.011/0.1375/0.22 over100000=0.55/2.75/0.055/0.6875/1.1
        bedrock us-gov.anthropic.claude-haiku-5-5 0.12/0.6/0.012/0.15/0.24 over100000=0.6/3/0.06/0.75/1.2
        bedrock anthropic.claude-haiku-4-5-20251001-v1:0,global.anthropic.claude-haiku-4-5-20251001-v1:0 1/5/0.1/1.25/2 batch=0.5/2.5/-/-/-
        bedrock us.anthropic.claude-haiku-4-5-20251001-v1:0,eu.anthropic.claude-haiku-4-5-20251001-v1:0,apac.anthropic.claude-haiku-4-5-20251001-v1:0,au.anthropic.claude-haiku-4-5-20251001-v1:0,jp.anthropic.claude-haiku-4-5-20251001-v1:0 1.1/5.5/0.11/1.375/2.2 batch=0.55/2.75/-/-/-
        bedrock anthropic.claude-opus-4-1-20250805-v1:0,us.anthropic.claude-opus-4-1-20250805-v1:0,eu.anthropic.claude-opus-4-1-20250805-v1:0 15/75/1.5/18.75/-
        bedrock anthropic.claude-sonnet-4-20250514-v1:0,global.anthropic.claude-sonnet-4-20250514-v1:0,us.anthropic.claude-sonnet-4-20250514-v1:0,eu.anthropic.claude-sonnet-4-20250514-v1:0,apac.anthropic.claude-sonnet-4-20250514-v1:0 3/15/0.3/3.75/- over200000=6/22.5/0.6/7.5/-
        bedrock anthropic.claude-haiku-4-5-20251001-v1:0@gov 1.2/6/0.12/1.5/2.4
        openai gpt-6-astra 10/50/1/12.5/25 over272000=20/75/2/25/50 batch=5/25/0.5/6.25/12.5 flex=5/25/0.5/6.25/12.5 priority=20/100/2/25/50 eu=1.1 us=1.1
        openai gpt-6-sol 2/10/0.2/2.5/5 over272000=4/15/0.4/5/10 batch=1/5/0.1/1.25/2.5 flex=1/5/0.1/1.25/2.5 priority=4/20/0.4/5/10 eu=1.1 us=1.1
        openai gpt-6-luna 0.1/0.5/0.01/0.125/0.25 over272000=0.2/0.75/0.02/0.25/0.5 batch=0.05/0.25/0.005/0.0625/0.125 flex=0.05/0.25/0.005/0.0625/0.125 priority=0.2/1/0.02/0.25/0.5 eu=1.1 us=1.1
        openai gpt-6.1-sol 2/10/0.1/2.5/5 over272000=4/15/0.2/5/10 batch=1/5/0.05/1.25/2.5 flex=1/5/0.05/1.25/2.5 priority=4/20/0.2/5/10 eu=1.1 us=1.1
        openai gpt-6.1-terra 1/5/0.05/1.25/2.5 over272000=2/7.5/0.1/2.5/5 batch=0.5/2.5/0.025/0.625/1.25 flex=0.5/2.5/0.025/0.625/1.25 priority=2/10/0.1/2.5/5 eu=1.1 us=1.1
        openai gpt-5.6,gpt-5.6-sol 4/20/0.4/5/10 over272000=8/30/0.8/10/20 batch=2/10/0.2/2.5/- flex=2/10/0.2/2.5/5 priority=8/40/0.8/10/20 eu=1.1 us=1.1
        openai gpt-5.6-terra 2/12/0.2/2.5/5 over272000=4/18/0.4/5/10 batch=1/6/0.1/1.25/2.5 flex=1/6/0.1/1.25/2.5 priority=4/24/0.4/5/10 eu=1.1 us=1.1
        openai gpt-5.6-luna 0.2/1.2/0.02/0.25/0.5 over272000=0.4/1.8/0.04/0.5/1 batch=0.1/0.6/0.01/0.125/0.25 flex=0.1/0.6/0.01/0.125/0.25 priority=0.4/2.4/0.04/0.5/1 eu=1.1 us=1.1
        openai gpt-5.5,gpt-5.5-2026-04-23 5/30/0.5/-/- over272000=10/45/1/-/- batch=2.5/15/0.25/-/- flex=2.5/15/0.25/-/- priority=12.5/75/1.25/-/- eu=1.1 us=1.1
        openai gpt-5.5-pro,gpt-5.5-pro-2026-04-23 30/180/-/-/- over272000=60/270/-/-/- batch=15/90/-/-/- flex=15/90/-/-/- eu=1.1 us=1.1
        openai gpt-5.4,gpt-5.4-2026-03-05 2.5/15/0.25/-/- over272000=5/22.5/0.5/-/- batch=1.25/7.5/0.13/-/- flex=1.25/7.5/0.13/-/- priority=5/30/0.5/-/- eu=1.1 us=1.1
        openai gpt-5.4-pro,gpt-5.4-pro-2026-03-05 30/180/-/-/- over272000=60/270/-/-/- batch=15/90/-/-/- flex=15/90/-/-/- eu=1.1 us=1.1
        openai gpt-5.4-mini,gpt-5.4-mini-2026-03-17 0.75/4.5/0.075/-/- batch=0.375/2.25/0.0375/-/- flex=0.375/2.25/0.0375/-/- priority=1.5/9/0.15/-/- eu=1.1 us=1.1
        openai gpt-5.4-nano,gpt-5.4-nano-2026-03-17 0.2/1.25/0.02/-/- batch=0.1/0.625/0.01/-/- flex=0.1/0.625/0.01/-/- eu=1.1 us=1.1
        openai gpt-5.3-codex 1.75/14/0.175/-/- priority=3.5/28/0.35/-/-
        openai gpt-5.2,gpt-5.2-2025-12-11 1.75/14/0.175/-/- batch=0.875/7/0.0875/-/- flex=0.875/7/0.0875/-/- priority=3.5/28/0.35/-/-
        openai gpt-5.2-codex 1.75/14/0.175/-/-
        openai gpt-5.2-pro 21/168/-/-/- batch=10.5/84/-/-/-
        openai gpt-5.1,gpt-5.1-2025-11-13 1.25/10/0.125/-/- batch=0.625/5/0.0625/-/- flex=0.625/5/0.0625/-/- priority=2.5/20/0.25/-/-
        openai gpt-5.1-codex 1.25/10/0.125/-/-
        openai gpt-5.1-codex-max 1.25/10/0.125/-/-
        openai gpt-5.1-codex-mini 0.25/2/0.025/-/-
        openai gpt-5,gpt-5-2025-08-07 1.25/10/0.125/-/- batch=0.625/5/0.0625/-/- flex=0.625/5/0.0625/-/- priority=2.5/20/0.25/-/-
        openai gpt-5-mini,gpt-5-mini-2025-08-07 0.25/2/0.025/-/- batch=0.125/1/0.0125/-/- flex=0.125/1/0.0125/-/- priority=0.45/3.6/0.045/-/-
        openai gpt-5-nano,gpt-5-nano-2025-08-07 0.05/0.4/0.005/-/- batch=0.025/0.2/0.0025/-/- flex=0.025/0.2/0.0025/-/-
        openai gpt-5-pro 15/120/-/-/- batch=7.5/60/-/-/-
        openai gpt-5-codex 1.25/10/0.125/-/-
        openai gpt-4.1,gpt-4.1-2025-04-14 2/8/0.5/-/- batch=1/4/-/-/- priority=3.5/14/0.875/-/-
        openai gpt-4.1-mini,gpt-4.1-mini-2025-04-14 0.4/1.6/0.1/-/- batch=0.2/0.8/-/-/- priority=0.7/2.8/0.175/-/-
        openai gpt-4.1-nano,gpt-4.1-nano-2025-04-14 0.1/0.4/0.025/-/- batch=0.05/0.2/-/-/- priority=0.2/0.8/0.05/-/-
        openai gpt-4o,gpt-4o-2024-11-20,gpt-4o-2024-08-06 2.5/10/1.25/-/- batch=1.25/5/-/-/- priority=4.25/17/2.125/-/-
        openai gpt-4o-mini,gpt-4o-mini-2024-07-18 0.15/0.6/0.075/-/- batch=0.075/0.3/-/-/- priority=0.25/1/0.125/-/-
        openai o3,o3-2025-04-16 2/8/0.5/-/- batch=1/4/-/-/- flex=1/4/0.25/-/- priority=3.5/14/0.875/-/-
        openai o3-pro 20/80/-/-/- batch=10/40/-/-/-
        openai o3-mini 1.1/4.4/0.55/-/- batch=0.55/2.2/-/-/-
        openai o4-mini,o4-mini-2025-04-16 1.1/4.4/0.275/-/- batch=0.55/2.2/-/-/- flex=0.55/2.2/0.138/-/- priority=2/8/0.5/-/-
        openai o1 15/60/7.5/-/- batch=7.5/30/-/-/-
        openai gpt-3.5-turbo 0.5/1.5/-/-/-
        groq openai/gpt-oss-120b 0.15/0.6/0.075/-/-
        groq openai/gpt-oss-20b 0.075/0.3/0.0375/-/-
        groq openai/gpt-oss-safeguard-20b 0.075/0.3/0.037/-/-
        groq qwen/qwen3.8-27b 0.8/4/-/-/-
        groq llama-3.3-70b-versatile 0.59/0.79/-/-/-
        groq llama-3.1-8b-instant 0.05/0.08/-/-/-
        groq meta-llama/llama-4-scout-17b-16e-instruct 0.11/0.34/-/-/-
        groq meta-llama/llama-4-maverick-17b-128e-instruct 0.2/0.6/-/-/-
        groq moonshotai/kimi-k2-instruct-0905 1/3/0.5/-/-
        groq qwen/qwen3-32b 0.29/0.59/-/-/-
        groq qwen/qwen3.6-27b 0.6/3/-/-/-
        cerebras gpt-oss-120b 0.35/0.75/-/-/-
        cerebras qwen-3.8-27b 0.99/1.49/-/-/-
        cerebras gemma-4-31b 0.99/1.49/-/-/-
        cerebras qwen-3-32b 0.4/0.8/-/-/-
        cerebras llama-3.3-70b 0.85/1.2/-/-/-
        cerebras llama3.1-8b 0.1/0.1/-/-/-
        cerebras zai-glm-4.7 2.25/2.75/-/-/-
        cerebras zai-glm-4.6 2.25/2.75/-/-/-
        deepseek deepseek-flash 0.3/1.2/0.006/-/- offpeak=0.15/0.6/0.003/-/-@12345:0-60+240-360+600-1440,67:0-1440
        deepseek deepseek-v4-flash 0.3/1.2/0.006/-/- offpeak=0.15/0.6/0.003/-/-@12345:0-60+240-360+600-1440,67:0-1440
        deepseek deepseek-v4-pro 1.32/3.96/0.044/-/- offpeak=0.66/1.98/0.022/-/-@12345:0-60+240-360+600-1440,67:0-1440
        deepseek deepseek-v3.2 0.28/0.4/0.028/-/-
        deepseek deepseek-chat 0.28/0.42/0.028/-/-
        deepseek deepseek-reasoner 0.28/0.42/0.028/-/-
        moonshot kimi-k3.1-pro 2/10/0.2/-/4
        moonshot kimi-k3 3/15/0.3/-/6
        moonshot kimi-k2.7-code 0.95/4/0.19/-/-
        moonshot kimi-k2.6 0.95/4/0.16/-/-
        zai glm-5.3 1.4/4.4/0.26/-/-
        zai glm-5.3-flash 0.15/0.5/0.03/-/-
        zai glm-5.2 1.4/4.4/0.26/-/-
        zai glm-4.7 0.6/2.2/0.11/-/-
        dashscope qwen3.8-max 2/6/0.25/-/-
        minimax MiniMax-M3 0.3/1.2/0.06/-/- over512000=0.6/2.4/0.12/-/-
        xai grok-4.7 2/6/0.5/-/- over200000=4/12/1/-/- batch=1.6/4.8/0.4/-/-
        xai grok-4.5 2/6/0.3/-/- over200000=4/12/0.6/-/-
        gemini gemini-3.1-pro-preview 2/12/0.2/-/- over200000=4/18/0.4/-/- batch=1/6/0.2/-/- flex=1/6/0.2/-/- priority=3.6/21.6/0.36/-/-
        gemini gemini-3.8-flash 0.75/3.75/0.075/-/- batch=0.375/1.875/0.0375/-/- flex=0.375/1.875/0.0375/-/- priority=1.35/6.75/0.135/-/-
        gemini gemini-2.5-pro 1.25/10/0.125/-/- over200000=2.5/15/0.25/-/- batch=0.625/5/0.125/-/- flex=0.625/5/0.125/-/- priority=2.25/18/0.225/-/-
        gemini gemini-2.5-flash 0.3/2.5/0.03/-/- batch=0.15/1.25/0.03/-/- flex=0.15/1.25/0.03/-/- priority=0.54/4.5/0.054/-/-
        mistral mistral-large-4 1.36/4.18/0.14/-/-
        mistral devstral-latest 0.4/2/0.04/-/-
        openrouter anthropic/claude-opus-5 5/25/0.5/6.25/-
        openrouter anthropic/claude-opus-4.7 5/25/0.5/6.25/-
        openrouter anthropic/claude-opus-4.6 5/25/0.5/6.25/-
        openrouter anthropic/claude-opus-4.5 5/25/0.5/6.25/-
        openrouter anthropic/claude-sonnet-4.6 3/15/0.3/3.75/- over200000=6/22.5/0.6/7.5/-
        openrouter anthropic/claude-sonnet-4.5 3/15/0.3/3.75/- over200000=6/22.5/0.6/7.5/-
        openrouter anthropic/claude-haiku-4.5 1/5/0.1/1.25/-
        openrouter openai/gpt-5.2 1.75/14/0.175/-/-
        openrouter openai/gpt-5.2-codex 1.75/14/0.175/-/-
        openrouter openai/gpt-5 1.25/10/0.125/-/-
        openrouter openai/gpt-5-mini 0.25/2/0.025/-/-
        openrouter openai/gpt-5-nano 0.05/0.4/0.005/-/-
        openrouter openai/gpt-4.1 2/8/0.5/-/-
        openrouter openai/gpt-4o 2.5/10/-/-/-
        openrouter openai/gpt-oss-120b 0.18/0.8/-/-/-
        openrouter openai/gpt-oss-20b 0.02/0.1/-/-/-
        openrouter google/gemini-3.1-pro-preview 2/12/0.2/-/- over200000=4/18/0.4/0.25/-
        openrouter google/gemini-3-flash-preview 0.5/3/0.05/-/-
        openrouter google/gemini-2.5-pro 1.25/10/-/-/-
        openrouter google/gemini-2.5-flash 0.3/2.5/-/-/-
        openrouter deepseek/deepseek-v4-pro 1.32/3.96/-/-/-
        openrouter deepseek/deepseek-v3.2 0.28/0.4/-/-/-
        openrouter qwen/qwen3-coder 0.22/0.95/-/-/-
        openrouter qwen/qwen3.6-plus 0.325/1.95/-/-/-
        openrouter moonshotai/kimi-k2.5 0.6/3/0.1/-/-
        openrouter z-ai/glm-5.1 1.05/3.5/0.525/-/-
        openrouter z-ai/glm-5 0.8/2.56/-/-/-
        openrouter z-ai/glm-4.7 0.4/1.5/0/-/-
        openrouter minimax/minimax-m2.5 0.3/1.1/0.15/-/-
        openrouter x-ai/grok-4 3/15/-/-/-
        openrouter mistralai/devstral-2512 0.15/0.6/-/-/-
        openrouter xiaomi/mimo-v2.5-pro 1/3/0.2/-/-

        """
}
