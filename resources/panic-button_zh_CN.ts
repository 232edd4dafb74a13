<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message numerus="yes">
        <source>1 ORDER CAME BACK</source>
        <comment>{count:,} ORDERS CAME BACK</comment>
        <translation>
            <numerusform>有 {count:,} 笔挂单又出现了</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 line of the journal could not be read; the others are shown.</source>
        <comment>{count:,} lines of the journal could not be read; the others are shown.</comment>
        <translation>
            <numerusform>日志中有 {count:,} 行无法读取，其余记录照常显示。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 open order</source>
        <comment>{count:,} open orders</comment>
        <translation>
            <numerusform>{count:,} 笔当前挂单</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 order</source>
        <comment>{count:,} orders</comment>
        <translation>
            <numerusform>{count:,} 笔挂单</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 order open in {places}.</source>
        <comment>{count:,} orders open in {places}.</comment>
        <translation>
            <numerusform>{places}：共 {count:,} 笔当前挂单。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 position has no stop now: {named}.</source>
        <comment>{count:,} positions have no stop now: {named}.</comment>
        <translation>
            <numerusform>{count:,} 个仓位现在没有止损：{named}。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 product type</source>
        <comment>{count} product types</comment>
        <translation>
            <numerusform>{count} 种产品类型</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 stop</source>
        <comment>{count:,} stops</comment>
        <translation>
            <numerusform>{count:,} 笔止盈止损单</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>1 stop stays.</source>
        <comment>{count:,} stops stay.</comment>
        <translation>
            <numerusform>保留 {count:,} 笔止盈止损单。</numerusform>
        </translation>
    </message>
    <message>
        <source>A file that shows what the selected presses, or else the latest, asked and were answered.</source>
        <translation>一个文件，显示所选的按下（未选时为最近一次）发出了什么请求、得到了什么回答。</translation>
    </message>
    <message>
        <source>A gateway in front of Bitget turned the request away.</source>
        <translation>Bitget 前端的网关拒绝了请求。</translation>
    </message>
    <message>
        <source>A hotkey is one key pressed together with others, not several in a row.</source>
        <translation>快捷键是一个按键与其他键同时按下，而不是依次按多个键。</translation>
    </message>
    <message>
        <source>A hotkey needs a key besides Ctrl, Alt, Shift and the system key.</source>
        <translation>快捷键除 Ctrl、Alt、Shift 和系统键之外，还需要一个按键。</translation>
    </message>
    <message>
        <source>A hotkey needs two of Ctrl, Alt, Shift and the system key, or is F1 to F24: it works from any window, where typing must never fire.</source>
        <translation>快捷键须包含 Ctrl、Alt、Shift、系统键中的两个，或者是 F1 至 F24：它在任何窗口中都有效，打字时绝不能触发。</translation>
    </message>
    <message>
        <source>A margin coin is written in capital letters, such as USDT; “{coin}” is not.</source>
        <translation>保证金币种须用大写字母，例如 USDT；“{coin}”不符合。</translation>
    </message>
    <message>
        <source>A name cannot have {character} in it: use letters, digits, spaces and - _ . @.</source>
        <translation>名称中不能含有{character}：请使用字母、数字、空格和 - _ . @。</translation>
    </message>
    <message>
        <source>A name has at most {most} characters; this one has {count:,}. Choose a shorter one.</source>
        <translation>名称最多 {most} 个字符，当前为 {count:,} 个。请换一个更短的名称。</translation>
    </message>
    <message>
        <source>A name of your own choice; Bitget does not need to know it.</source>
        <translation>名称可自行决定，Bitget 无需知道。</translation>
    </message>
    <message>
        <source>A part of the API key is missing.</source>
        <translation>API Key 缺少一部分。</translation>
    </message>
    <message>
        <source>A press is for {accounts}.</source>
        <translation>按下后撤销以下账户的挂单：{accounts}。</translation>
    </message>
    <message>
        <source>A press is running.</source>
        <translation>正在撤单。</translation>
    </message>
    <message>
        <source>A press is running. Change the environment when it has its verdict.</source>
        <translation>正在撤单。请等结果出来后再切换环境。</translation>
    </message>
    <message>
        <source>A press is running. Change what it covers when it has its verdict.</source>
        <translation>正在撤单。请等结果出来后再更改撤单范围。</translation>
    </message>
    <message>
        <source>A press may fail in the same way: have the Bitget app at hand until this is READY.</source>
        <translation>按下可能会同样失败：在恢复“就绪”之前，请备好 Bitget App。</translation>
    </message>
    <message>
        <source>A press needs an API key from Bitget. The practice exchange needs none.</source>
        <translation>撤单需要 Bitget 的 API Key；练习交易所则不需要。</translation>
    </message>
    <message>
        <source>A press shows here what it proved.</source>
        <translation>按下后，这里显示确认的结果。</translation>
    </message>
    <message>
        <source>A press would work now.</source>
        <translation>现在按下即可撤单。</translation>
    </message>
    <message>
        <source>A product type is named twice; name each once.</source>
        <translation>同一产品类型重复了，每种只需列出一次。</translation>
    </message>
    <message>
        <source>A proxy is given by its host and its port, as {example}.</source>
        <translation>代理要写明主机和端口，例如 {example}。</translation>
    </message>
    <message>
        <source>A safe key: at Bitget, under API management, tick “{box}” and nothing that withdraws or transfers. Bind it to this computer’s address. Make it for this program alone.</source>
        <translation>安全的 API Key：在 Bitget 的 API 管理中只勾选“{box}”，不要勾选任何提币或划转权限；绑定本机 IP 地址；并且只供本程序使用。</translation>
    </message>
    <message>
        <source>A unified account has no {product_type}: Bitget ended it, and demo trading has keys of its own now.</source>
        <translation>统一账户没有 {product_type}：Bitget 已停用，模拟盘现在使用单独的 API Key。</translation>
    </message>
    <message>
        <source>A user name or password cannot be used here: it would lie in the settings file in plain text. Use a proxy that needs none, such as a program on this computer.</source>
        <translation>这里不能使用用户名或密码：它会以明文存放在设置文件中。请使用无需密码的代理，例如本机上的代理程序。</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>API Key</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账户</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>账户</translation>
    </message>
    <message>
        <source>Acknowledged, not read back.</source>
        <translation>已受理，尚未回读确认。</translation>
    </message>
    <message>
        <source>Activate again within {s:g} seconds to press.</source>
        <translation>请在 {s:g} 秒内再次激活以撤单。</translation>
    </message>
    <message>
        <source>Add an account…</source>
        <translation>添加账户…</translation>
    </message>
    <message>
        <source>Add it at Bitget under API management, or use the Bitget app now.</source>
        <translation>请在 Bitget 的 API 管理中添加该地址，或立即使用 Bitget App。</translation>
    </message>
    <message>
        <source>Add your key</source>
        <translation>添加 API Key</translation>
    </message>
    <message>
        <source>Against a press by accident. Adds {delays}.</source>
        <translation>防止误按。{delays}。</translation>
    </message>
    <message>
        <source>Against a press by accident. Adds {ms} ms to every press.</source>
        <translation>防止误按。每次撤单增加 {ms} 毫秒。</translation>
    </message>
    <message>
        <source>All calls go through the proxy {proxy}, as the settings say.</source>
        <translation>按照设置，所有请求都经由代理 {proxy}。</translation>
    </message>
    <message>
        <source>All futures</source>
        <translation>全部合约</translation>
    </message>
    <message>
        <source>All {count:,} accounts</source>
        <translation>全部 {count:,} 个账户</translation>
    </message>
    <message>
        <source>An answer was lost, so what it cancelled is not known.</source>
        <translation>有一次回复丢失，无法得知它撤销了什么。</translation>
    </message>
    <message>
        <source>An exchange inside this program; nothing leaves this computer.</source>
        <translation>程序内置的交易所，数据不会离开本机。</translation>
    </message>
    <message>
        <source>An order is under review and cannot be cancelled yet.</source>
        <translation>有订单正在审核，暂时无法撤销。</translation>
    </message>
    <message>
        <source>Another Panic Button of yours is running and does not answer, so this is a second window. “panic-button press” may not reach either of them: press in this window.</source>
        <translation>您的另一个 Panic Button 正在运行但没有响应，因此打开了第二个窗口。“panic-button press”可能无法到达其中任何一个：请在本窗口中按下。</translation>
    </message>
    <message>
        <source>Another program owns this key: {key}. Choose another one, or close that program.</source>
        <translation>另一个程序占用了此键：{key}。请换一个，或关闭那个程序。</translation>
    </message>
    <message>
        <source>Any coin</source>
        <translation>任意币种</translation>
    </message>
    <message>
        <source>Appeared after the press.</source>
        <translation>在按下之后出现。</translation>
    </message>
    <message>
        <source>Apr</source>
        <translation>4月</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>跟随桌面</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Asking the exchange …</source>
        <translation>正在询问交易所…</translation>
    </message>
    <message numerus="yes">
        <source>At least 1 stop stays.</source>
        <comment>At least {count:,} stops stay.</comment>
        <translation>
            <numerusform>至少保留 {count:,} 笔止盈止损单。</numerusform>
        </translation>
    </message>
    <message>
        <source>At once</source>
        <translation>立即</translation>
    </message>
    <message>
        <source>Aug</source>
        <translation>8月</translation>
    </message>
    <message>
        <source>Bind the command “panic-button press” to a key in the desktop&apos;s own settings, and try it there.</source>
        <translation>请在桌面自己的设置中把命令“panic-button press”绑定到一个键，并在那里试一下。</translation>
    </message>
    <message>
        <source>Bitget accepted the cancel and named no orders.</source>
        <translation>Bitget 已接受撤单，但没有列出任何订单。</translation>
    </message>
    <message>
        <source>Bitget accepted the request but cancelled nothing.</source>
        <translation>Bitget 已接受请求，但没有撤销任何订单。</translation>
    </message>
    <message>
        <source>Bitget accepted the request but left this order out of its answer.</source>
        <translation>Bitget 已接受请求，但回复中没有这笔订单。</translation>
    </message>
    <message>
        <source>Bitget answered the question for {what} as if it were a cancel.</source>
        <translation>查询{what}时，Bitget 却像撤单一样回复。</translation>
    </message>
    <message>
        <source>Bitget answered with a code that this program does not know.</source>
        <translation>Bitget 返回了本程序不认识的代码。</translation>
    </message>
    <message>
        <source>Bitget asks for identity verification before it takes requests.</source>
        <translation>Bitget 要求先完成身份认证才接受请求。</translation>
    </message>
    <message>
        <source>Bitget asks you to bind a phone or an authenticator first.</source>
        <translation>Bitget 要求先绑定手机或验证器。</translation>
    </message>
    <message>
        <source>Bitget could not check the request, as happens during its updates.</source>
        <translation>Bitget 未能校验该请求，升级期间会出现这种情况。</translation>
    </message>
    <message>
        <source>Bitget did not answer in time.</source>
        <translation>Bitget 没有及时回复。</translation>
    </message>
    <message>
        <source>Bitget did not answer the cancel in time.</source>
        <translation>Bitget 没有及时回复撤单请求。</translation>
    </message>
    <message>
        <source>Bitget did not answer.</source>
        <translation>Bitget 没有回复。</translation>
    </message>
    <message>
        <source>Bitget did not look at this one.</source>
        <translation>Bitget 没有处理这次请求。</translation>
    </message>
    <message>
        <source>Bitget does not allow API calls for this trader account.</source>
        <translation>Bitget 不允许该带单账户调用 API。</translation>
    </message>
    <message>
        <source>Bitget does not know this API key.</source>
        <translation>Bitget 不认识这个 API Key。</translation>
    </message>
    <message>
        <source>Bitget does not offer this in demo trading.</source>
        <translation>Bitget 的模拟盘不提供此功能。</translation>
    </message>
    <message>
        <source>Bitget does not say of which symbol and type it is, so it cannot be cancelled by its ID.</source>
        <translation>Bitget 没有说明它的交易对和类型，无法按订单 ID 撤销。</translation>
    </message>
    <message>
        <source>Bitget does not say which symbol it belongs to, so it cannot be cancelled by its ID.</source>
        <translation>Bitget 没有说明它属于哪个交易对，无法按订单 ID 撤销。</translation>
    </message>
    <message>
        <source>Bitget gave no reason.</source>
        <translation>Bitget 没有给出原因。</translation>
    </message>
    <message>
        <source>Bitget has a problem with one of its services.</source>
        <translation>Bitget 的某项服务出现问题。</translation>
    </message>
    <message>
        <source>Bitget has not said what became of it.</source>
        <translation>Bitget 尚未说明它的结果。</translation>
    </message>
    <message>
        <source>Bitget has restricted this account or its API.</source>
        <translation>Bitget 限制了该账户或其 API。</translation>
    </message>
    <message>
        <source>Bitget is being updated.</source>
        <translation>Bitget 正在升级维护。</translation>
    </message>
    <message>
        <source>Bitget is not able to answer right now (HTTP {status}).</source>
        <translation>Bitget 现在无法回复（HTTP {status}）。</translation>
    </message>
    <message>
        <source>Bitget refused the request.</source>
        <translation>Bitget 拒绝了请求。</translation>
    </message>
    <message>
        <source>Bitget refuses requests from this location, or asks for identity verification.</source>
        <translation>Bitget 拒绝来自该地区的请求，或要求身份认证。</translation>
    </message>
    <message>
        <source>Bitget refuses requests from this location.</source>
        <translation>Bitget 拒绝来自该地区的请求。</translation>
    </message>
    <message>
        <source>Bitget rejected the request.</source>
        <translation>Bitget 未接受该请求。</translation>
    </message>
    <message>
        <source>Bitget rejected the request: {message}.</source>
        <translation>Bitget 未接受该请求：{message}。</translation>
    </message>
    <message>
        <source>Bitget reports a problem of its own.</source>
        <translation>Bitget 报告自身出现问题。</translation>
    </message>
    <message>
        <source>Bitget reports a system problem.</source>
        <translation>Bitget 报告系统异常。</translation>
    </message>
    <message>
        <source>Bitget takes this account neither as a classic nor as a unified one.</source>
        <translation>Bitget 既不把该账户当作经典账户，也不当作统一账户。</translation>
    </message>
    <message>
        <source>Bitget timed out.</source>
        <translation>Bitget 处理超时。</translation>
    </message>
    <message>
        <source>Bitget&apos;s answer contradicts itself: success, under HTTP {status}.</source>
        <translation>Bitget 的回复自相矛盾：显示成功，HTTP 状态却是 {status}。</translation>
    </message>
    <message>
        <source>Bitget&apos;s answer could not be understood.</source>
        <translation>无法理解 Bitget 的回复。</translation>
    </message>
    <message>
        <source>Bitget&apos;s answer could not be understood: a position without symbol, side or size.</source>
        <translation>无法理解 Bitget 的回复：有仓位缺少交易对、方向或数量。</translation>
    </message>
    <message>
        <source>Bitget&apos;s answer could not be understood: the server time is missing.</source>
        <translation>无法理解 Bitget 的回复：缺少服务器时间。</translation>
    </message>
    <message>
        <source>Bitget&apos;s answer could not be understood: {what} is missing.</source>
        <translation>无法理解 Bitget 的回复：缺少{what}。</translation>
    </message>
    <message>
        <source>Bitget&apos;s answer could not be understood: {what} is not a list.</source>
        <translation>无法理解 Bitget 的回复：{what}不是列表。</translation>
    </message>
    <message>
        <source>Bitget&apos;s answer could not be understood: {what} is not an object.</source>
        <translation>无法理解 Bitget 的回复：{what}不是对象。</translation>
    </message>
    <message>
        <source>Bitget&apos;s answer could not be understood: {what} without an order ID.</source>
        <translation>无法理解 Bitget 的回复：{what}没有订单 ID。</translation>
    </message>
    <message>
        <source>Bitget&apos;s demo trading, with a key of its own.</source>
        <translation>Bitget 的模拟盘，使用单独的 API Key。</translation>
    </message>
    <message>
        <source>Bitget&apos;s list of open orders does not end: its pages repeat.</source>
        <translation>Bitget 的当前挂单列表没有尽头：页面在重复。</translation>
    </message>
    <message>
        <source>Bitget&apos;s risk control does not let this be done right now.</source>
        <translation>Bitget 的风控现在不允许这样做。</translation>
    </message>
    <message>
        <source>Buy</source>
        <translation>买入</translation>
    </message>
    <message>
        <source>CANCEL ALL ORDERS</source>
        <translation>撤销全部挂单</translation>
    </message>
    <message>
        <source>CANCEL EVERYTHING</source>
        <translation>撤销全部，含止盈止损</translation>
    </message>
    <message>
        <source>CANCELLING…</source>
        <translation>正在撤单…</translation>
    </message>
    <message>
        <source>CHECKING</source>
        <translation>检查中</translation>
    </message>
    <message>
        <source>Callback %</source>
        <translation>回调比例 %</translation>
    </message>
    <message>
        <source>Cancel all orders</source>
        <translation>撤销全部挂单</translation>
    </message>
    <message>
        <source>Cancel all orders at Bitget</source>
        <translation>撤销 Bitget 上的全部挂单</translation>
    </message>
    <message>
        <source>Cancel everything</source>
        <translation>撤销全部，含止盈止损</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>Cancelling</source>
        <translation>正在撤单</translation>
    </message>
    <message>
        <source>Cancelling is already under way at Bitget.</source>
        <translation>Bitget 已在撤单中。</translation>
    </message>
    <message>
        <source>Cancelling; press again to force another pass</source>
        <translation>正在撤单；再按一次可重新执行</translation>
    </message>
    <message>
        <source>Cancels {orders} in {places}, and {stops}. {grave}</source>
        <translation>撤销 {places}的{orders}，以及{stops}。{grave}</translation>
    </message>
    <message>
        <source>Cancels {orders} in {places}. {calm}</source>
        <translation>撤销 {places}的{orders}。{calm}</translation>
    </message>
    <message>
        <source>Change the environment, or store the right key.</source>
        <translation>请切换环境，或保存正确的 API Key。</translation>
    </message>
    <message>
        <source>Check product type and margin coin, then press again.</source>
        <translation>请检查产品类型和保证金币种，然后再按一次。</translation>
    </message>
    <message>
        <source>Check product type and margin coin.</source>
        <translation>请检查产品类型和保证金币种。</translation>
    </message>
    <message>
        <source>Check that it was copied completely, not deleted, and not made for the other environment.</source>
        <translation>请确认复制完整、未被删除，并且不是为另一环境创建的。</translation>
    </message>
    <message>
        <source>Check the network, and have the Bitget app at hand on your phone.</source>
        <translation>请检查网络，并备好手机上的 Bitget App。</translation>
    </message>
    <message>
        <source>Check the network, then press again, or use the Bitget app on your phone.</source>
        <translation>请检查网络后再按一次，或使用手机上的 Bitget App。</translation>
    </message>
    <message>
        <source>Check the proxy and its address in the settings, then press again, or use the Bitget app on your phone.</source>
        <translation>请检查代理和设置中的代理地址，然后再按一次，或使用手机上的 Bitget App。</translation>
    </message>
    <message>
        <source>Checking whether a press would work.</source>
        <translation>正在检查现在能否撤单。</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>Choose USDT-, USDC- or COIN-FUTURES.</source>
        <translation>请选择 USDT-FUTURES、USDC-FUTURES 或 COIN-FUTURES。</translation>
    </message>
    <message>
        <source>Choose another margin coin, or any coin.</source>
        <translation>请选择其他保证金币种，或任意币种。</translation>
    </message>
    <message>
        <source>Choose at least one product type; nothing would be cancelled otherwise.</source>
        <translation>请至少选择一种产品类型，否则不会撤销任何挂单。</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Client order ID</source>
        <translation>客户端订单 ID</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Closing the window keeps it in the tray</source>
        <translation>关闭窗口后保留在系统托盘</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>逗号分隔文件 (*.csv)</translation>
    </message>
    <message>
        <source>Compact form</source>
        <translation>精简窗口</translation>
    </message>
    <message>
        <source>Connecting to the exchange through the proxy {proxy} took too long.</source>
        <translation>经由代理 {proxy} 连接交易所耗时过长。</translation>
    </message>
    <message>
        <source>Connecting to the exchange took too long.</source>
        <translation>连接交易所耗时过长。</translation>
    </message>
    <message>
        <source>Connecting to the proxy {proxy} took too long.</source>
        <translation>连接代理 {proxy} 耗时过长。</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Could not check whether the account is classic or unified. A press tries classic first, and goes over to unified as soon as Bitget says so.</source>
        <translation>无法检查该账户是经典账户还是统一账户。按下后先按经典账户处理，一旦 Bitget 提示即改为统一账户。</translation>
    </message>
    <message>
        <source>Could not check whether the key may cancel orders; that it may read them was checked.</source>
        <translation>无法检查该 API Key 能否撤单；读取权限已确认。</translation>
    </message>
    <message>
        <source>Could not check whether the key {does}.</source>
        <translation>无法检查该 API Key 是否{does}。</translation>
    </message>
    <message>
        <source>Covers</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Dec</source>
        <translation>12月</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>彻底删除</translation>
    </message>
    <message>
        <source>Delete the entry “panic-button” whose user ends in “accounts”, and enter the keys again.</source>
        <translation>请删除用户名以“accounts”结尾的“panic-button”条目，然后重新输入各个 API Key。</translation>
    </message>
    <message>
        <source>Deleting the key …</source>
        <translation>正在删除 API Key…</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>模拟盘</translation>
    </message>
    <message>
        <source>Demo has keys of its own: make one in demo trading mode; a Live key does not work there.</source>
        <translation>模拟盘使用单独的 API Key：请在模拟交易模式下创建，实盘的 API Key 在那里无效。</translation>
    </message>
    <message>
        <source>Desktop message when the window is not in front</source>
        <translation>窗口不在最前时显示桌面通知</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Dismiss this notice</source>
        <translation>关闭此通知</translation>
    </message>
    <message>
        <source>EMPTY</source>
        <translation>已清空</translation>
    </message>
    <message>
        <source>Each order is listed here as soon as it is known what became of it.</source>
        <translation>每笔挂单的结果一经确认，就会列在这里。</translation>
    </message>
    <message>
        <source>Each press is written down here, with what came of it.</source>
        <translation>每次按下及其结果都会记录在这里。</translation>
    </message>
    <message>
        <source>Elapsed</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>Empty: Bitget is reached directly.</source>
        <translation>留空：直接连接 Bitget。</translation>
    </message>
    <message>
        <source>Enter all three: API key, secret key and passphrase.</source>
        <translation>请填写全部三项：API Key、Secret Key 和口令。</translation>
    </message>
    <message>
        <source>Enter all three: key, secret and passphrase.</source>
        <translation>请填写全部三项：API Key、Secret Key 和口令。</translation>
    </message>
    <message>
        <source>Enter key, secret and passphrase again; use the Bitget app meanwhile.</source>
        <translation>请重新输入 API Key、Secret Key 和口令；在此期间请使用 Bitget App。</translation>
    </message>
    <message>
        <source>Enter the API key again; it replaces what is there.</source>
        <translation>请重新输入 API Key，它会替换原有内容。</translation>
    </message>
    <message>
        <source>Enter the secret again; if it is lost, make a new key at Bitget.</source>
        <translation>请重新输入 Secret Key；如已遗失，请在 Bitget 新建 API Key。</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>环境</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Everything, stops too</source>
        <translation>全部撤销，含止盈止损</translation>
    </message>
    <message>
        <source>Everything, stops too. Positions may have no stop after a press.</source>
        <translation>全部撤销，含止盈止损。按下后仓位可能没有止损。</translation>
    </message>
    <message>
        <source>Evidence pack (*.zip)</source>
        <translation>证据包 (*.zip)</translation>
    </message>
    <message>
        <source>Evidence pack…</source>
        <translation>证据包…</translation>
    </message>
    <message>
        <source>Execute price</source>
        <translation>执行价</translation>
    </message>
    <message>
        <source>Export CSV…</source>
        <translation>导出 CSV…</translation>
    </message>
    <message>
        <source>Export JSON…</source>
        <translation>导出 JSON…</translation>
    </message>
    <message>
        <source>Export the orders</source>
        <translation>导出订单</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Feb</source>
        <translation>2月</translation>
    </message>
    <message>
        <source>Feedback</source>
        <translation>反馈</translation>
    </message>
    <message>
        <source>Filled</source>
        <translation>已成交</translation>
    </message>
    <message>
        <source>Filter orders</source>
        <translation>筛选订单</translation>
    </message>
    <message>
        <source>For a while after that nobody could read what was open.</source>
        <translation>此后有一段时间无法读取未成交的订单。</translation>
    </message>
    <message>
        <source>For this session only, in memory</source>
        <translation>仅本次使用，只存于内存</translation>
    </message>
    <message>
        <source>Force</source>
        <translation>生效方式</translation>
    </message>
    <message>
        <source>Full window</source>
        <translation>完整窗口</translation>
    </message>
    <message>
        <source>Full window ({keys})</source>
        <translation>完整窗口（{keys}）</translation>
    </message>
    <message>
        <source>Futures – Orders – Read/Write</source>
        <translation>合约 – 订单 – 读写</translation>
    </message>
    <message>
        <source>Futures – Orders – Read/Write</source>
        <translation>合约 – 订单 – 读写</translation>
    </message>
    <message>
        <source>Give it a key in the desktop&apos;s keyboard settings, or choose another one here.</source>
        <translation>请在桌面的键盘设置中为它指定一个键，或在此处另选一个。</translation>
    </message>
    <message>
        <source>Gone</source>
        <translation>已不在</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Hold for {s:g} s</source>
        <translation>按住 {s:g} 秒</translation>
    </message>
    <message>
        <source>Hold for {s:g} s to press.</source>
        <translation>请按住 {s:g} 秒才会撤单。</translation>
    </message>
    <message>
        <source>How long a press tries before it says what it knows</source>
        <translation>一次撤单最多尝试多久就给出结论</translation>
    </message>
    <message>
        <source>How long a press tries, in seconds</source>
        <translation>一次撤单最多尝试多久，单位为秒</translation>
    </message>
    <message>
        <source>How many stops stand is not known.</source>
        <translation>未知还有多少笔止盈止损单。</translation>
    </message>
    <message>
        <source>If its window hangs, end process {process}.</source>
        <translation>如果它的窗口没有响应，请结束进程 {process}。</translation>
    </message>
    <message>
        <source>It arrived.</source>
        <translation>已收到。</translation>
    </message>
    <message>
        <source>It is asked again every 5 s.</source>
        <translation>每 5 秒重新请求一次。</translation>
    </message>
    <message>
        <source>It is the one chosen when the key was made, not the login password.</source>
        <translation>这是创建 API Key 时设置的口令，不是登录密码。</translation>
    </message>
    <message>
        <source>It last arrived at {time}.</source>
        <translation>最近一次收到是在 {time}。</translation>
    </message>
    <message>
        <source>It may be asking for its password, perhaps behind another window: answer it and try again, or enter the API key for this session only.</source>
        <translation>它可能正在询问密码，提示框或许被其他窗口挡住：请先回应再重试，或输入 API Key 仅供本次使用。</translation>
    </message>
    <message>
        <source>It may be changing from one to the other: press again, and use the Bitget app meanwhile.</source>
        <translation>账户可能正在切换模式：请再按一次，在此期间请使用 Bitget App。</translation>
    </message>
    <message>
        <source>It was turned off in Windows&apos; own settings. To turn it on, tick the box and save.</source>
        <translation>已在 Windows 设置中关闭。要开启，请勾选并保存。</translation>
    </message>
    <message>
        <source>It was turned off in its launch agent. To turn it on, tick the box and save.</source>
        <translation>已在启动代理中关闭。要开启，请勾选并保存。</translation>
    </message>
    <message>
        <source>It was turned off in the settings of the desktop. To turn it on, tick the box and save.</source>
        <translation>已在桌面设置中关闭。要开启，请勾选并保存。</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON 文件 (*.json)</translation>
    </message>
    <message>
        <source>Jan</source>
        <translation>1月</translation>
    </message>
    <message>
        <source>Jul</source>
        <translation>7月</translation>
    </message>
    <message>
        <source>Jun</source>
        <translation>6月</translation>
    </message>
    <message>
        <source>Keep holding…</source>
        <translation>请继续按住…</translation>
    </message>
    <message>
        <source>Keeping in memory …</source>
        <translation>正在保存到内存…</translation>
    </message>
    <message>
        <source>Kept in memory until this program ends. It is stored nowhere.</source>
        <translation>保存在内存中，程序结束即消失，不会存到任何地方。</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>API Key</translation>
    </message>
    <message>
        <source>Key for Demo</source>
        <translation>模拟盘 API Key</translation>
    </message>
    <message>
        <source>Key for Live</source>
        <translation>实盘 API Key</translation>
    </message>
    <message>
        <source>Keys, settings, history, compact form</source>
        <translation>API Key、设置、历史、精简窗口</translation>
    </message>
    <message>
        <source>Keys…</source>
        <translation>API Key…</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>LEFT</source>
        <translation>有剩余</translation>
    </message>
    <message>
        <source>LEFT {count}</source>
        <translation>剩余 {count} 笔</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言 / Language</translation>
    </message>
    <message>
        <source>Last press on {place}: {verdict}</source>
        <translation>{place}上次撤单：{verdict}</translation>
    </message>
    <message>
        <source>Leverage</source>
        <translation>杠杆</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>List</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实盘</translation>
    </message>
    <message>
        <source>Looking for the key of {account} …</source>
        <translation>正在查找 {account} 的 API Key…</translation>
    </message>
    <message>
        <source>Looking …</source>
        <translation>正在查看…</translation>
    </message>
    <message>
        <source>Mar</source>
        <translation>3月</translation>
    </message>
    <message>
        <source>Margin coin</source>
        <translation>保证金币种</translation>
    </message>
    <message>
        <source>Margin mode</source>
        <translation>保证金模式</translation>
    </message>
    <message>
        <source>May</source>
        <translation>5月</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>NOT READY</source>
        <translation>未就绪</translation>
    </message>
    <message>
        <source>NOT READY.</source>
        <translation>未就绪。</translation>
    </message>
    <message>
        <source>NOT READY: a press would fail</source>
        <translation>未就绪：按下将会失败</translation>
    </message>
    <message>
        <source>Name of the new account</source>
        <translation>新账户的名称</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>No API key is stored for {whose}, so nothing can be cancelled. Add one under Keys in the window, or use the Bitget app.</source>
        <translation>没有保存{whose}的 API Key，因此无法撤单。请在窗口的“API Key”中添加，或使用 Bitget App。</translation>
    </message>
    <message>
        <source>No book was read before the press, so only what the answers named is known.</source>
        <translation>按下之前没有读取过挂单，因此只知道回复中列出的内容。</translation>
    </message>
    <message>
        <source>No cancel was acknowledged: {why}</source>
        <translation>没有任何撤单得到受理：{why}</translation>
    </message>
    <message>
        <source>No font on this computer has Chinese signs, so the window stays English. Install one, such as Noto Sans CJK SC, and start Panic Button again.</source>
        <translation>此电脑没有包含中文字形的字体，因此窗口保持英文。请安装一种（例如 Noto Sans CJK SC），然后重新启动 Panic Button。</translation>
    </message>
    <message>
        <source>No key for {place} yet</source>
        <translation>还没有{place}的 API Key</translation>
    </message>
    <message>
        <source>No key is kept yet. Save puts it into this computer’s keyring, never into a file.</source>
        <translation>尚未保存 API Key。点“保存”会存入本机的密钥环，绝不写入文件。</translation>
    </message>
    <message>
        <source>No key of this keyboard gives {key} any more. Choose another one.</source>
        <translation>这个键盘上已没有按键对应 {key}。请换一个。</translation>
    </message>
    <message>
        <source>No key of this keyboard gives {key}. Choose another one.</source>
        <translation>这个键盘上没有按键对应 {key}。请换一个。</translation>
    </message>
    <message>
        <source>No open orders</source>
        <translation>没有当前挂单</translation>
    </message>
    <message>
        <source>No order is known that this press took away.</source>
        <translation>没有查到这次按下撤走的订单。</translation>
    </message>
    <message>
        <source>No orders open in {places}.</source>
        <translation>{places}：没有当前挂单。</translation>
    </message>
    <message>
        <source>No orders open now</source>
        <translation>现在没有挂单</translation>
    </message>
    <message>
        <source>No press yet</source>
        <translation>还没有按过</translation>
    </message>
    <message>
        <source>No product type was pressed.</source>
        <translation>没有对任何产品类型撤单。</translation>
    </message>
    <message>
        <source>No sound can be played here, because {reason}. Presses are not affected.</source>
        <translation>这里无法播放声音：{reason}。撤单不受影响。</translation>
    </message>
    <message>
        <source>No stop stays.</source>
        <translation>不保留任何止盈止损。</translation>
    </message>
    <message>
        <source>No verdict was written down, and no book was read before the press, so nothing is known of its orders.</source>
        <translation>没有记录结果，按下之前也没有读取过挂单，因此对其订单一无所知。</translation>
    </message>
    <message>
        <source>No verdict was written down, so the whole book is listed: some may be open still.</source>
        <translation>没有记录结果，因此列出全部挂单：其中一些可能仍未撤销。</translation>
    </message>
    <message>
        <source>No verdict was written down. Pressed for {places}.</source>
        <translation>没有记录下结论。当时的撤单范围：{places}。</translation>
    </message>
    <message>
        <source>Nobody answered the desktop&apos;s question about {key}, so it was taken back.</source>
        <translation>没有人回答桌面关于 {key} 的询问，请求已收回。</translation>
    </message>
    <message>
        <source>Nobody knows what is open now.</source>
        <translation>现在没有人知道还有哪些挂单。</translation>
    </message>
    <message>
        <source>Not EMPTY</source>
        <translation>未清空</translation>
    </message>
    <message>
        <source>Not open any more: filled, or cancelled without a word from Bitget.</source>
        <translation>已不在挂单中：可能已成交，也可能被撤销而 Bitget 未说明。</translation>
    </message>
    <message>
        <source>Not ready: a press would fail.</source>
        <translation>未就绪：按下将会失败。</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Nothing in the window has the keyboard yet. Tab goes through it.</source>
        <translation>窗口中还没有控件获得键盘焦点，按 Tab 键逐项切换。</translation>
    </message>
    <message>
        <source>Nothing is delayed: a press counts at once.</source>
        <translation>没有延迟：按下立即生效。</translation>
    </message>
    <message>
        <source>Nothing is open in {places}.</source>
        <translation>以下范围没有挂单：{places}。</translation>
    </message>
    <message>
        <source>Nothing matches “{filter}”</source>
        <translation>没有与“{filter}”匹配的订单</translation>
    </message>
    <message>
        <source>Nothing to restore</source>
        <translation>没有可恢复的订单</translation>
    </message>
    <message>
        <source>Nothing was cancelled.</source>
        <translation>没有撤销任何订单。</translation>
    </message>
    <message>
        <source>Nothing was sent; your orders are as they were.</source>
        <translation>没有发出任何请求，挂单保持不变。</translation>
    </message>
    <message>
        <source>Notice: {text}</source>
        <translation>通知：{text}</translation>
    </message>
    <message>
        <source>Nov</source>
        <translation>11月</translation>
    </message>
    <message>
        <source>ORDERS CAME BACK</source>
        <translation>又有挂单出现</translation>
    </message>
    <message>
        <source>Oct</source>
        <translation>10月</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>On this system nothing is known about starting at login; use the desktop&apos;s own settings.</source>
        <translation>此系统上不支持设置登录时启动；请使用桌面自己的设置。</translation>
    </message>
    <message>
        <source>Only HTTP proxies can be used, not {scheme}. Most proxy programs have an HTTP port too: give it as {example}.</source>
        <translation>只能使用 HTTP 代理，不能使用 {scheme}。大多数代理程序也有 HTTP 端口：请写成 {example}。</translation>
    </message>
    <message>
        <source>Only its ID is known.</source>
        <translation>只知道订单 ID。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>挂单中</translation>
    </message>
    <message>
        <source>Open orders not read</source>
        <translation>挂单未读取</translation>
    </message>
    <message>
        <source>Open orders: {each}.</source>
        <translation>当前挂单：{each}。</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>普通委托</translation>
    </message>
    <message>
        <source>Order ID</source>
        <translation>订单 ID</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>Orders may still be open.</source>
        <translation>可能仍有挂单。</translation>
    </message>
    <message>
        <source>Orders may still be open. Press again, and check the Bitget app.</source>
        <translation>可能仍有挂单。请再按一次，并查看 Bitget App。</translation>
    </message>
    <message>
        <source>Orders of the press at {time}, {where}</source>
        <translation>{time} 按下撤走的订单，{where}</translation>
    </message>
    <message>
        <source>Orders only</source>
        <translation>仅挂单</translation>
    </message>
    <message>
        <source>Orders only: stops stay</source>
        <translation>仅挂单，保留止盈止损</translation>
    </message>
    <message>
        <source>Orders only: stops stay. Trigger, TP/SL and trailing orders are not touched.</source>
        <translation>仅挂单，保留止盈止损。不动计划委托、止盈止损和追踪委托。</translation>
    </message>
    <message>
        <source>Orders that are open on futures are listed here. A press cancels them and reads back.</source>
        <translation>这里列出合约的当前挂单。按下后撤销并回读确认。</translation>
    </message>
    <message>
        <source>Orders that the press took away</source>
        <translation>这次按下撤走的订单</translation>
    </message>
    <message>
        <source>Orders…</source>
        <translation>订单…</translation>
    </message>
    <message>
        <source>Panic Button speaks another language from its next start on.</source>
        <translation>下次启动后 Panic Button 使用所选语言。</translation>
    </message>
    <message>
        <source>Panic Button stays here: press or quit from its icon. The settings turn this off.</source>
        <translation>Panic Button 保留在这里：可从图标菜单撤单或退出。可在设置中关闭此功能。</translation>
    </message>
    <message>
        <source>Panic Button uses its defaults, with the practice exchange: look at environment and scope before you press.</source>
        <translation>Panic Button 使用默认设置和练习交易所：按下之前请先看清环境和范围。</translation>
    </message>
    <message>
        <source>Panic Button: {sentence}</source>
        <translation>Panic Button：{sentence}</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>口令 (Passphrase)</translation>
    </message>
    <message>
        <source>Past presses</source>
        <translation>过去的操作</translation>
    </message>
    <message>
        <source>Placed (UTC)</source>
        <translation>下单时间 (UTC)</translation>
    </message>
    <message>
        <source>Plan type</source>
        <translation>计划类型</translation>
    </message>
    <message>
        <source>Position side</source>
        <translation>持仓方向</translation>
    </message>
    <message>
        <source>Positions could not be read: some may have no stop now. Look into the Bitget app.</source>
        <translation>无法读取仓位：有些仓位现在可能没有止损。请查看 Bitget App。</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>练习</translation>
    </message>
    <message>
        <source>Practice never goes to {address}. Give a loopback address, or choose demo or live.</source>
        <translation>练习模式绝不连接 {address}。请提供回环地址，或选择模拟盘或实盘。</translation>
    </message>
    <message>
        <source>Press</source>
        <translation>撤单</translation>
    </message>
    <message>
        <source>Press again in a moment, or use the Bitget app.</source>
        <translation>请稍后再按一次，或使用 Bitget App。</translation>
    </message>
    <message numerus="yes">
        <source>Press again to cancel it.</source>
        <comment>Press again to cancel them.</comment>
        <translation>
            <numerusform>再按一次即可撤销。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Press again with {key} to cancel it.</source>
        <comment>Press again with {key} to cancel them.</comment>
        <translation>
            <numerusform>用 {key} 再按一次即可撤销。</numerusform>
        </translation>
    </message>
    <message>
        <source>Press again, and check the Bitget app.</source>
        <translation>请再按一次，并查看 Bitget App。</translation>
    </message>
    <message>
        <source>Press again, or cancel what is left in the Bitget app.</source>
        <translation>请再按一次，或在 Bitget App 中撤销剩余委托。</translation>
    </message>
    <message>
        <source>Press again, or use the Bitget app.</source>
        <translation>请再按一次，或使用 Bitget App。</translation>
    </message>
    <message>
        <source>Press by the button</source>
        <translation>按钮撤单</translation>
    </message>
    <message>
        <source>Press by the shortcut</source>
        <translation>快捷键撤单</translation>
    </message>
    <message>
        <source>Press it now to test it. It cancels nothing here.</source>
        <translation>请现在按下它进行测试，此处不会撤销任何订单。</translation>
    </message>
    <message>
        <source>Press now</source>
        <translation>立即撤单</translation>
    </message>
    <message>
        <source>Press {key} now to test it. It cancels nothing here.</source>
        <translation>请现在按下 {key} 进行测试，此处不会撤销任何订单。</translation>
    </message>
    <message>
        <source>Pressed</source>
        <translation>已按下</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>Product type</source>
        <translation>产品类型</translation>
    </message>
    <message>
        <source>Proved empty at {time}</source>
        <translation>{time} 时已确认清空</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>代理</translation>
    </message>
    <message>
        <source>Proxy, where Bitget cannot be reached without one</source>
        <translation>代理（无法直接连接 Bitget 时使用）</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>READY</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>READY. A press would work now.</source>
        <translation>就绪。现在按下即可撤单。</translation>
    </message>
    <message>
        <source>REFUSED</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>Read back: nothing is open in {where}.</source>
        <translation>已回读确认，以下范围没有挂单：{where}。</translation>
    </message>
    <message>
        <source>Read back: nothing is open with margin coin {coin}.</source>
        <translation>已回读确认：保证金币种 {coin} 没有挂单。</translation>
    </message>
    <message>
        <source>Read back: nothing is open.</source>
        <translation>已回读确认：没有挂单。</translation>
    </message>
    <message>
        <source>Read now</source>
        <translation>立即读取</translation>
    </message>
    <message>
        <source>Readiness: {word}</source>
        <translation>就绪状态：{word}</translation>
    </message>
    <message>
        <source>Reading the open orders</source>
        <translation>正在读取当前挂单</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Reduce-only</source>
        <translation>只减仓</translation>
    </message>
    <message>
        <source>Remove that choice (PYTHON_KEYRING_BACKEND, keyringrc.cfg or an added keyring package) so that the system&apos;s own keyring is used and start again, or enter the API key for this session only.</source>
        <translation>请取消该选择（PYTHON_KEYRING_BACKEND、keyringrc.cfg 或另外安装的 keyring 软件包），让程序使用系统自带的密钥环，然后重新启动；也可以输入 API Key 仅供本次使用。</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save the evidence</source>
        <translation>保存证据</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>已保存。</translation>
    </message>
    <message>
        <source>Secret key</source>
        <translation>Secret Key</translation>
    </message>
    <message>
        <source>Sell</source>
        <translation>卖出</translation>
    </message>
    <message>
        <source>Sent for {places}.</source>
        <translation>已发送撤单：{places}。</translation>
    </message>
    <message>
        <source>Sep</source>
        <translation>9月</translation>
    </message>
    <message>
        <source>Set the clock, and use the Bitget app meanwhile.</source>
        <translation>请校准时钟，期间请使用 Bitget App。</translation>
    </message>
    <message>
        <source>Set the clock, then press again; use the Bitget app meanwhile.</source>
        <translation>请校准时钟后再按一次；在此期间请使用 Bitget App。</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Shortcut {key}.</source>
        <translation>快捷键 {key}。</translation>
    </message>
    <message>
        <source>Shortcut, from any window</source>
        <translation>快捷键，在任何窗口中都有效</translation>
    </message>
    <message>
        <source>Show window</source>
        <translation>显示窗口</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Since then: {orders}, read {time}.</source>
        <translation>此后（{time} 读取）：{orders}。</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Something between you and Bitget intercepts the connection: use another network now.</source>
        <translation>您与 Bitget 之间有设备拦截了连接：请立即换用其他网络。</translation>
    </message>
    <message>
        <source>Something in this program failed ({kind}). What the window shows may be out of date: press again if in doubt, and check the Bitget app.</source>
        <translation>本程序内部出错（{kind}）。窗口显示的内容可能已过时：如有疑问，请再按一次，并在 Bitget App 中核对。</translation>
    </message>
    <message>
        <source>Sounds</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Start at login, ready without a window</source>
        <translation>登录时启动，无窗口待命</translation>
    </message>
    <message>
        <source>Start the system&apos;s keyring (on Linux: GNOME Keyring, KWallet or another Secret Service) and try again, or enter the API key for this session only.</source>
        <translation>请启动系统的密钥环（Linux 上为 GNOME Keyring、KWallet 或其他 Secret Service）后重试，或输入 API Key 仅供本次使用。</translation>
    </message>
    <message>
        <source>Starting at login was not changed, because {reason} ({place}).</source>
        <translation>登录时启动未更改：{reason}（{place}）。</translation>
    </message>
    <message>
        <source>Starting at login was not changed: Windows starts commands of {most} characters at most, and this one has {length}. Move the program to a folder with a shorter name.</source>
        <translation>登录时启动未更改：Windows 启动的命令最多 {most} 个字符，而此命令有 {length} 个。请将程序移到名称较短的文件夹。</translation>
    </message>
    <message>
        <source>Starting at login was not changed: the name of this program&apos;s folder is not text.</source>
        <translation>登录时启动未更改：程序所在文件夹的名称不是有效文本。</translation>
    </message>
    <message>
        <source>Starting …</source>
        <translation>正在启动…</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Still open</source>
        <translation>仍未撤销</translation>
    </message>
    <message>
        <source>Stop loss</source>
        <translation>止损价</translation>
    </message>
    <message>
        <source>Stored in this computer&apos;s keyring, for {whose}.</source>
        <translation>已存入本机密钥环：{whose}。</translation>
    </message>
    <message>
        <source>Storing in the keyring …</source>
        <translation>正在保存到密钥环…</translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation>策略委托</translation>
    </message>
    <message>
        <source>Symbol</source>
        <translation>交易对</translation>
    </message>
    <message>
        <source>TP/SL</source>
        <translation>止盈止损</translation>
    </message>
    <message>
        <source>Take profit</source>
        <translation>止盈价</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>The API key or its passphrase holds characters that Bitget never gives.</source>
        <translation>API Key 或口令中含有 Bitget 从不使用的字符。</translation>
    </message>
    <message>
        <source>The API key was not stored, because a part of it is empty.</source>
        <translation>API Key 没有保存，因为有一项为空。</translation>
    </message>
    <message>
        <source>The X server could not be asked for {key}.</source>
        <translation>无法向 X 服务器请求 {key}。</translation>
    </message>
    <message>
        <source>The account is a {mode} one.</source>
        <translation>该账户为{mode}。</translation>
    </message>
    <message>
        <source>The address of the proxy {proxy} could not be found.</source>
        <translation>找不到代理 {proxy} 的地址。</translation>
    </message>
    <message>
        <source>The answer pointed to another address, where this program does not go.</source>
        <translation>回复指向另一个地址，本程序不会前往。</translation>
    </message>
    <message>
        <source>The answer was larger than any that Bitget gives.</source>
        <translation>回复过大，Bitget 不会给出这样的回复。</translation>
    </message>
    <message>
        <source>The answer was not one that Bitget gives.</source>
        <translation>该回复不是 Bitget 的回复。</translation>
    </message>
    <message>
        <source>The book</source>
        <translation>挂单</translation>
    </message>
    <message>
        <source>The book could not be read back in time.</source>
        <translation>未能及时回读挂单。</translation>
    </message>
    <message>
        <source>The book of {account}</source>
        <translation>{account} 的挂单</translation>
    </message>
    <message>
        <source>The cancel may or may not have happened.</source>
        <translation>撤单可能已执行，也可能没有。</translation>
    </message>
    <message>
        <source>The checks did not end in time. Use the Bitget app if it is urgent.</source>
        <translation>检查没有及时完成。如有紧急情况，请使用 Bitget App。</translation>
    </message>
    <message>
        <source>The connection broke before Bitget&apos;s answer was complete.</source>
        <translation>Bitget 的回复尚未接收完整，连接就中断了。</translation>
    </message>
    <message>
        <source>The connection to the X server is gone, so no hotkey arrives any more. Start the program again.</source>
        <translation>与 X 服务器的连接已断开，快捷键不再有效。请重新启动本程序。</translation>
    </message>
    <message>
        <source>The connection to the desktop&apos;s message bus is gone, so the hotkey does not arrive any more.</source>
        <translation>与桌面消息总线的连接已断开，快捷键不再有效。</translation>
    </message>
    <message>
        <source>The desktop calls the hotkey “{key}”; asked for was {asked}.</source>
        <translation>桌面把快捷键称为“{key}”；请求的是 {asked}。</translation>
    </message>
    <message>
        <source>The desktop does not let this program have {key}; it may know no menu entry “panic-button” for it. Install the package, or do without:</source>
        <translation>桌面不允许本程序使用 {key}；可能是它不认识菜单项“panic-button”。请安装软件包，或改用以下办法：</translation>
    </message>
    <message>
        <source>The desktop ended the question about {key} without an answer.</source>
        <translation>桌面没有回答就结束了关于 {key} 的询问。</translation>
    </message>
    <message>
        <source>The desktop granted no hotkey where {key} was asked for.</source>
        <translation>请求了 {key}，但桌面没有授予快捷键。</translation>
    </message>
    <message>
        <source>The desktop is being asked for {key}. If it shows a window about it, answer there.</source>
        <translation>正在向桌面请求 {key}。如果桌面弹出窗口询问，请在其中回答。</translation>
    </message>
    <message>
        <source>The desktop names no key for the hotkey, but one that is set in its own settings arrives.</source>
        <translation>桌面没有说明快捷键是哪个键，但在桌面设置中指定的键有效。</translation>
    </message>
    <message>
        <source>The desktop took the hotkey back, so it does not arrive any more. It is asked for again.</source>
        <translation>桌面收回了快捷键，它不再有效。正在重新请求。</translation>
    </message>
    <message>
        <source>The desktop took the hotkey, but gave it no key: {key} may be taken.</source>
        <translation>桌面接受了快捷键，但没有为它分配按键：{key} 可能已被占用。</translation>
    </message>
    <message>
        <source>The desktop&apos;s message bus (D-Bus) could not be asked for {key}.</source>
        <translation>无法通过桌面的消息总线（D-Bus）请求 {key}。</translation>
    </message>
    <message>
        <source>The desktop&apos;s portal answered something without sense when asked for {key}.</source>
        <translation>请求 {key} 时，桌面门户的回复无法理解。</translation>
    </message>
    <message>
        <source>The desktop&apos;s portal did not answer when asked for {key}.</source>
        <translation>请求 {key} 时，桌面门户没有回复。</translation>
    </message>
    <message>
        <source>The desktop&apos;s portal ended, so the hotkey does not arrive any more. It is asked for again.</source>
        <translation>桌面门户已结束，快捷键不再有效。正在重新请求。</translation>
    </message>
    <message>
        <source>The evidence was not written to {path}, because {reason}. Choose another place.</source>
        <translation>证据未能写入 {path}，原因：{reason}。请另选位置。</translation>
    </message>
    <message>
        <source>The evidence was written to {path}. It holds your orders, and no keys.</source>
        <translation>证据已写入 {path}。其中有你的委托，没有密钥。</translation>
    </message>
    <message>
        <source>The exchange answered in {ms:,} ms.</source>
        <translation>交易所在 {ms:,} 毫秒内回复。</translation>
    </message>
    <message>
        <source>The exchange could not be reached through the proxy {proxy}.</source>
        <translation>经由代理 {proxy} 无法连接交易所。</translation>
    </message>
    <message>
        <source>The exchange could not be reached.</source>
        <translation>无法连接交易所。</translation>
    </message>
    <message>
        <source>The exchange could not be used.</source>
        <translation>无法使用交易所。</translation>
    </message>
    <message>
        <source>The exchange&apos;s address could not be found; the network may be down.</source>
        <translation>找不到交易所的地址，网络可能已断开。</translation>
    </message>
    <message>
        <source>The exchange&apos;s clock is not known yet.</source>
        <translation>尚不知道交易所的时间。</translation>
    </message>
    <message>
        <source>The exchange&apos;s clock is {ms:+,} ms from this computer&apos;s.</source>
        <translation>交易所时间与本机相差 {ms:+,} 毫秒。</translation>
    </message>
    <message>
        <source>The file of trusted certificates that REQUESTS_CA_BUNDLE names is not there.</source>
        <translation>REQUESTS_CA_BUNDLE 指定的可信证书文件不存在。</translation>
    </message>
    <message numerus="yes">
        <source>The filter hides 1 order that may be open.</source>
        <comment>The filter hides {count:,} orders that may be open.</comment>
        <translation>
            <numerusform>筛选隐藏了 {count:,} 笔可能仍未成交的挂单。</numerusform>
        </translation>
    </message>
    <message>
        <source>The filter looks at every column.</source>
        <translation>筛选会查找所有列。</translation>
    </message>
    <message>
        <source>The hotkey is being tested in the settings, and presses nothing until that field is left.</source>
        <translation>正在设置中测试快捷键，离开该输入框之前不会撤单。</translation>
    </message>
    <message>
        <source>The journal could not be written, because {reason} ({path}). Presses cancel orders all the same, but there is no record of them; put the disk in order, and note your presses until then.</source>
        <translation>日志无法写入，因为{reason}（{path}）。撤单照常进行，但没有记录；请处理好磁盘，在此之前请自行记下每次操作。</translation>
    </message>
    <message>
        <source>The journal is not written yet ({path}). The press goes on all the same; if the program stops before that, there is no record of it.</source>
        <translation>日志尚未写入（{path}）。撤单照常进行；如果程序在写入前停止，就不会有记录。</translation>
    </message>
    <message>
        <source>The key cannot withdraw money.</source>
        <translation>该 API Key 不能提币。</translation>
    </message>
    <message>
        <source>The key for {whose} is deleted from this computer.</source>
        <translation>{whose}的 API Key 已从本机删除。</translation>
    </message>
    <message>
        <source>The key is still being read. Press again in a moment, or use the Bitget app.</source>
        <translation>仍在读取 API Key。请稍后再按一次，或使用 Bitget App。</translation>
    </message>
    <message>
        <source>The key may cancel futures orders.</source>
        <translation>该 API Key 可以撤销合约挂单。</translation>
    </message>
    <message>
        <source>The key may still be in this computer&apos;s keyring, where a save before put it.</source>
        <translation>该 API Key 可能仍在本机的密钥环中，先前的保存已将其存入。</translation>
    </message>
    <message>
        <source>The key of {account} was changed while a press ran, so {account} is not pressed any more. Choose the environment again to use the key as it is now.</source>
        <translation>撤单期间 {account} 的 API Key 被更改，因此不再对 {account} 撤单。请重新选择环境，以使用新的 API Key。</translation>
    </message>
    <message>
        <source>The key works.</source>
        <translation>API Key 有效。</translation>
    </message>
    <message>
        <source>The key {hint} is kept in this computer’s keyring.</source>
        <translation>API Key {hint} 保存在本机的密钥环中。</translation>
    </message>
    <message>
        <source>The key, its secret and its passphrase are accepted.</source>
        <translation>API Key、Secret Key 和口令均通过验证。</translation>
    </message>
    <message>
        <source>The keyboard changed, and another program owns this key now: {key}.</source>
        <translation>键盘已更换，此键现在被另一个程序占用：{key}。</translation>
    </message>
    <message>
        <source>The keyring could not be used.</source>
        <translation>无法使用密钥环。</translation>
    </message>
    <message>
        <source>The keyring could not be used; it failed with {kind}.</source>
        <translation>无法使用密钥环，错误为 {kind}。</translation>
    </message>
    <message>
        <source>The keyring did not answer.</source>
        <translation>密钥环没有响应。</translation>
    </message>
    <message>
        <source>The keyring has not given the API key yet, so a press would cancel nothing. It may be asking for its password, perhaps behind another window: answer it, enter the key for this session under Keys, or use the Bitget app.</source>
        <translation>密钥环尚未给出 API Key，现在按下不会撤销任何委托。它可能正在询问密码，提示框或许被其他窗口挡住：请回应它，或在“API Key”中输入仅供本次使用的 Key，或使用 Bitget App。</translation>
    </message>
    <message>
        <source>The keyring is locked.</source>
        <translation>密钥环已锁定。</translation>
    </message>
    <message>
        <source>The keyring took the API key but did not give the same back.</source>
        <translation>密钥环接收了 API Key，但返回的内容不一致。</translation>
    </message>
    <message>
        <source>The keyring took the list of accounts but did not give the same back.</source>
        <translation>密钥环接收了账户列表，但返回的内容不一致。</translation>
    </message>
    <message>
        <source>The keyring was told to remove the API key, but still holds it.</source>
        <translation>已要求密钥环删除该 API Key，但它仍然存在。</translation>
    </message>
    <message>
        <source>The keyring “{name}” is not one that Panic Button gives an API key to.</source>
        <translation>Panic Button 不会把 API Key 交给密钥环“{name}”。</translation>
    </message>
    <message>
        <source>The keyring&apos;s list of your accounts makes no sense.</source>
        <translation>密钥环中的账户列表无法识别。</translation>
    </message>
    <message>
        <source>The last press was refused, and the next may be: {why}</source>
        <translation>上次按下被拒绝，下次可能也会：{why}</translation>
    </message>
    <message>
        <source>The last read showed nothing open, but no cancel was confirmed.</source>
        <translation>最后一次读取没有挂单，但没有任何撤单得到确认。</translation>
    </message>
    <message>
        <source>The name of the account is missing.</source>
        <translation>缺少账户名称。</translation>
    </message>
    <message>
        <source>The open orders in {place} could not be read.</source>
        <translation>无法读取 {place} 的当前挂单。</translation>
    </message>
    <message>
        <source>The open orders were not read to the end, as a press began.</source>
        <translation>因开始撤单，挂单未读完。</translation>
    </message>
    <message>
        <source>The order does not exist any more.</source>
        <translation>该订单已不存在。</translation>
    </message>
    <message>
        <source>The orders that came back after the press at {time} are gone again.</source>
        <translation>{time} 撤单之后又出现的挂单现已不在。</translation>
    </message>
    <message>
        <source>The orders that the selected press, or else the latest, took away: all their parameters.</source>
        <translation>所选（否则为最近一次）操作撤掉的订单及其全部参数。</translation>
    </message>
    <message>
        <source>The orders were exported to {path}.</source>
        <translation>订单已导出到 {path}。</translation>
    </message>
    <message>
        <source>The orders were not exported to {path}, because {reason}. Choose another place.</source>
        <translation>订单未能导出到 {path}，原因：{reason}。请另选位置。</translation>
    </message>
    <message>
        <source>The other side could not prove that it is the exchange, so nothing was sent to it.</source>
        <translation>对方无法证明自己是交易所，因此没有向它发送任何内容。</translation>
    </message>
    <message>
        <source>The passphrase is wrong.</source>
        <translation>口令错误。</translation>
    </message>
    <message>
        <source>The portal of this desktop gives no program a key for every window.</source>
        <translation>此桌面的门户不向任何程序提供全局快捷键。</translation>
    </message>
    <message>
        <source>The practice book is empty now. Choose Practice again to fill it with new orders.</source>
        <translation>练习交易所的挂单已清空。重新选择“练习”可再次填充新订单。</translation>
    </message>
    <message>
        <source>The practice exchange could not start ({kind}). Choose Practice again.</source>
        <translation>练习交易所无法启动（{kind}）。请重新选择“练习”。</translation>
    </message>
    <message>
        <source>The practice exchange has no account “{name}”: its accounts are main, sub1, sub2 and so on. Nothing was sent for it.</source>
        <translation>练习交易所没有账户“{name}”：它的账户为 main、sub1、sub2 等。没有为它发送任何请求。</translation>
    </message>
    <message>
        <source>The practice exchange lives in this program and needs no key. Choose Demo or Live to add one.</source>
        <translation>练习交易所就在本程序中，无需 API Key。要添加 API Key，请选择模拟盘或实盘。</translation>
    </message>
    <message>
        <source>The press at {time} came to {verdict}.</source>
        <translation>{time} 的撤单结果为“{verdict}”。</translation>
    </message>
    <message>
        <source>The press at {time} came to {verdict}; orders are open again.</source>
        <translation>{time} 的撤单结果为“{verdict}”；现在又有挂单。</translation>
    </message>
    <message>
        <source>The press at {time} came to {verdict}; orders were placed after it.</source>
        <translation>{time} 的撤单结果为“{verdict}”；之后又有新的下单。</translation>
    </message>
    <message>
        <source>The press at {time} in {places} came to {verdict}.</source>
        <translation>{time} 在 {places} 的撤单结果为“{verdict}”。</translation>
    </message>
    <message>
        <source>The press came to EMPTY, and orders are open now. Look at the window, and press again.</source>
        <translation>撤单结果曾为“已清空”，但现在又有挂单。请查看窗口，并再按一次。</translation>
    </message>
    <message>
        <source>The proxy {proxy} asks for a password, and this program keeps none.</source>
        <translation>代理 {proxy} 要求密码，而本程序不保存代理密码。</translation>
    </message>
    <message>
        <source>The proxy {proxy} closed the connection.</source>
        <translation>代理 {proxy} 关闭了连接。</translation>
    </message>
    <message>
        <source>The proxy {proxy} could not be reached; it may not be running.</source>
        <translation>无法连接代理 {proxy}，它可能没有运行。</translation>
    </message>
    <message>
        <source>The proxy {proxy} could not reach the exchange (HTTP {status}).</source>
        <translation>代理 {proxy} 无法连接交易所（HTTP {status}）。</translation>
    </message>
    <message>
        <source>The proxy {proxy} did not answer as an HTTP proxy does.</source>
        <translation>代理 {proxy} 的应答不是 HTTP 代理的应答。</translation>
    </message>
    <message>
        <source>The proxy {proxy} did not answer in time.</source>
        <translation>代理 {proxy} 没有及时应答。</translation>
    </message>
    <message>
        <source>The proxy {proxy} refused to pass the connection on (HTTP {status}).</source>
        <translation>代理 {proxy} 拒绝转发连接（HTTP {status}）。</translation>
    </message>
    <message>
        <source>The proxy {proxy}, or something beyond it, intercepts the connection: use another one now, or the Bitget app.</source>
        <translation>代理 {proxy} 或其后的某处截取了连接：请立即换用其他代理，或使用 Bitget App。</translation>
    </message>
    <message>
        <source>The secret key does not belong to this API key.</source>
        <translation>Secret Key 与该 API Key 不匹配。</translation>
    </message>
    <message>
        <source>The symbol is in auto-deleveraging; Bitget blocks operations for a moment.</source>
        <translation>该交易对正在自动减仓，Bitget 暂时禁止操作。</translation>
    </message>
    <message>
        <source>The time for this press ran out before this request could be sent.</source>
        <translation>在发出该请求之前，本次操作的时间已用完。</translation>
    </message>
    <message>
        <source>The volume is 0, so nothing is heard.</source>
        <translation>音量为 0，听不到声音。</translation>
    </message>
    <message>
        <source>The words of the language that you chose are missing here, so the window speaks English.</source>
        <translation>缺少您所选语言的文字，窗口改用英文。</translation>
    </message>
    <message>
        <source>The {part} has a character that no {part} of Bitget has; copy it again.</source>
        <translation>{part} 中含有 Bitget 的 {part} 不会有的字符，请重新复制。</translation>
    </message>
    <message>
        <source>The {part} is missing.</source>
        <translation>缺少 {part}。</translation>
    </message>
    <message>
        <source>There is a launch agent that this program did not write ({path}); change or delete it there.</source>
        <translation>存在并非本程序写入的启动代理（{path}）；请在那里修改或删除。</translation>
    </message>
    <message>
        <source>There is a space inside the {part}; copy it again in one piece.</source>
        <translation>{part} 中间有空格，请完整地重新复制。</translation>
    </message>
    <message>
        <source>There is an account “{name}” already; choose it in the list above.</source>
        <translation>账户“{name}”已存在，请在上方列表中选择。</translation>
    </message>
    <message>
        <source>There is an entry that this program did not write ({path}); change or delete it there.</source>
        <translation>存在并非本程序写入的启动项（{path}）；请在那里修改或删除。</translation>
    </message>
    <message>
        <source>There is no keyring running on this computer.</source>
        <translation>本机没有正在运行的密钥环。</translation>
    </message>
    <message>
        <source>There is no position to close.</source>
        <translation>没有可平的仓位。</translation>
    </message>
    <message>
        <source>There was nothing to cancel.</source>
        <translation>没有可撤销的挂单。</translation>
    </message>
    <message>
        <source>They are listed here as soon as they are read.</source>
        <translation>读取完成后会立即列在这里。</translation>
    </message>
    <message>
        <source>This API key does not exist any more, or belongs to demo trading.</source>
        <translation>该 API Key 已不存在，或属于模拟盘。</translation>
    </message>
    <message>
        <source>This button cannot stop a bot from placing orders.</source>
        <translation>本按钮无法阻止机器人下单。</translation>
    </message>
    <message>
        <source>This computer&apos;s address is not on the key&apos;s IP list.</source>
        <translation>本机的 IP 地址不在该 API Key 的 IP 白名单中。</translation>
    </message>
    <message>
        <source>This computer&apos;s address {address} is not on the key&apos;s IP list.</source>
        <translation>本机的 IP 地址 {address} 不在该 API Key 的 IP 白名单中。</translation>
    </message>
    <message>
        <source>This computer&apos;s clock differs from Bitget&apos;s by more than 30 s.</source>
        <translation>本机时钟与 Bitget 相差超过 30 秒。</translation>
    </message>
    <message>
        <source>This computer&apos;s clock gave a time that Bitget could not use.</source>
        <translation>本机时钟给出的时间 Bitget 无法使用。</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is {s:,.0f} s off. Presses use Bitget&apos;s clock instead; set yours all the same.</source>
        <translation>本机时钟相差 {s:,.0f} 秒。撤单会改用 Bitget 的时间，但仍请校准本机时钟。</translation>
    </message>
    <message>
        <source>This desktop has no tray now, so closing the window quits.</source>
        <translation>此桌面现在没有系统托盘，关闭窗口即退出程序。</translation>
    </message>
    <message>
        <source>This desktop has no tray, so the program that started at login waits in this window, minimised. It is ready for a press all the same.</source>
        <translation>此桌面没有托盘，登录时启动的程序在此最小化的窗口中待命，随时可以撤单。</translation>
    </message>
    <message>
        <source>This desktop runs no portal (xdg-desktop-portal) to ask for a key.</source>
        <translation>此桌面没有运行可请求快捷键的门户（xdg-desktop-portal）。</translation>
    </message>
    <message>
        <source>This is a classic account, and the request was for a unified one.</source>
        <translation>这是经典账户，而请求是针对统一账户的。</translation>
    </message>
    <message>
        <source>This is a unified account, and the request was for a classic one.</source>
        <translation>这是统一账户，而请求是针对经典账户的。</translation>
    </message>
    <message>
        <source>This is the practice exchange: press the button and see. Nothing real is touched.</source>
        <translation>这是练习交易所：按下按钮试试看，不会动到任何真实订单。</translation>
    </message>
    <message>
        <source>This key belongs to a copy-trading account, which this call does not serve.</source>
        <translation>该 API Key 属于跟单账户，此功能不支持。</translation>
    </message>
    <message>
        <source>This key belongs to the other environment: a demo key in Live, or a live key in Demo.</source>
        <translation>该 API Key 属于另一环境：模拟盘的用在了实盘，或实盘的用在了模拟盘。</translation>
    </message>
    <message>
        <source>This key can transfer money; a press never needs it. Take that right away at Bitget under API management.</source>
        <translation>该 API Key 可以划转资金，而撤单从不需要。请在 Bitget 的 API 管理中取消该权限。</translation>
    </message>
    <message>
        <source>This key can withdraw money; a press never needs it. Take that right away at Bitget under API management.</source>
        <translation>该 API Key 可以提币，而撤单从不需要。请在 Bitget 的 API 管理中取消该权限。</translation>
    </message>
    <message>
        <source>This key has no IP list: whoever gets hold of it can use it from anywhere. Add this computer&apos;s address at Bitget under API management.</source>
        <translation>该 API Key 没有 IP 白名单：任何人拿到它都能在任何地方使用。请在 Bitget 的 API 管理中添加本机 IP 地址。</translation>
    </message>
    <message>
        <source>This key lacks the permission “{permission}”.</source>
        <translation>该 API Key 缺少权限“{permission}”。</translation>
    </message>
    <message>
        <source>This key lacks the unified-trading permission.</source>
        <translation>该 API Key 缺少统一账户交易权限。</translation>
    </message>
    <message>
        <source>This key may not cancel futures orders. Tick “{box}” for the key at Bitget under API management.</source>
        <translation>该 API Key 不能撤销合约挂单。请在 Bitget 的 API 管理中为它勾选“{box}”。</translation>
    </message>
    <message>
        <source>This key may not do this.</source>
        <translation>该 API Key 没有此权限。</translation>
    </message>
    <message>
        <source>This margin coin does not belong to this product type.</source>
        <translation>该保证金币种不属于此产品类型。</translation>
    </message>
    <message>
        <source>This program failed ({kind}).</source>
        <translation>本程序出错（{kind}）。</translation>
    </message>
    <message>
        <source>This program failed ({kind}). Nothing was stored; try again.</source>
        <translation>本程序出错（{kind}）。没有保存任何内容，请重试。</translation>
    </message>
    <message>
        <source>This program failed while it checked whether a press would work. Your orders are as they were. Press all the same if you need to, and check the Bitget app.</source>
        <translation>本程序在检查按下是否有效时出错。您的挂单没有变动。如有需要，仍可按下，并查看 Bitget App。</translation>
    </message>
    <message>
        <source>This program failed. Orders may still be open. Press again, and check the Bitget app.</source>
        <translation>本程序出错。可能仍有挂单。请再按一次，并查看 Bitget App。</translation>
    </message>
    <message>
        <source>This program made a request that Bitget does not accept.</source>
        <translation>本程序发出了 Bitget 不接受的请求。</translation>
    </message>
    <message>
        <source>This program made a request that cannot be sent.</source>
        <translation>本程序生成了无法发送的请求。</translation>
    </message>
    <message>
        <source>This system does not tell when the hotkey is let go of, so it presses at once, whatever is chosen here.</source>
        <translation>此系统不会告知快捷键何时松开，因此无论此处如何选择，快捷键都会立即撤单。</translation>
    </message>
    <message>
        <source>This trading pair is under maintenance.</source>
        <translation>该交易对正在维护。</translation>
    </message>
    <message>
        <source>This window cannot be reached from outside ({reason}): “panic-button press” will press by itself, and a further start opens a further window. The button here is not affected.</source>
        <translation>无法从外部联系本窗口（{reason}）：“panic-button press”会自行撤单，再次启动会打开新的窗口。本窗口的按钮不受影响。</translation>
    </message>
    <message>
        <source>Tick “Futures – Orders – Read/Write” for the key at Bitget.</source>
        <translation>请在 Bitget 为该 API Key 勾选“合约 – 订单 – 读写”。</translation>
    </message>
    <message>
        <source>Tick “{box}” for the key at Bitget.</source>
        <translation>请在 Bitget 为该 API Key 勾选“{box}”。</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>To be asked again, click into the shortcut field of the settings.</source>
        <translation>如需再次询问，请点击设置中的快捷键输入框。</translation>
    </message>
    <message>
        <source>Too many requests from this key or address.</source>
        <translation>该 API Key 或 IP 地址的请求过多。</translation>
    </message>
    <message>
        <source>Trade side</source>
        <translation>交易方向</translation>
    </message>
    <message>
        <source>Trailing</source>
        <translation>追踪委托</translation>
    </message>
    <message>
        <source>Trigger</source>
        <translation>计划委托</translation>
    </message>
    <message>
        <source>Trigger and TP/SL orders stay.</source>
        <translation>计划委托和止盈止损保留。</translation>
    </message>
    <message>
        <source>Trigger price</source>
        <translation>触发价</translation>
    </message>
    <message>
        <source>Trigger type</source>
        <translation>触发类型</translation>
    </message>
    <message>
        <source>Trigger, TP/SL and trailing orders are not in it.</source>
        <translation>其中不含计划委托、止盈止损和追踪委托。</translation>
    </message>
    <message>
        <source>Try again, or enter the API key for this session only; it is then forgotten at the end.</source>
        <translation>请重试，或输入 API Key 仅供本次使用，结束后即不再保留。</translation>
    </message>
    <message>
        <source>Try how they sound</source>
        <translation>试听</translation>
    </message>
    <message>
        <source>Try it on the practice exchange</source>
        <translation>在练习交易所试一试</translation>
    </message>
    <message>
        <source>Try the sound “{sound}”</source>
        <translation>试听“{sound}”</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>UNKNOWN</source>
        <translation>无法确认</translation>
    </message>
    <message>
        <source>Unconfirmed</source>
        <translation>未确认</translation>
    </message>
    <message>
        <source>Unified account – Management – Read</source>
        <translation>统一账户 – 管理 – 只读</translation>
    </message>
    <message>
        <source>Unified account – Trade – Read/Write</source>
        <translation>统一账户 – 交易 – 读写</translation>
    </message>
    <message>
        <source>Unlock it (the system asks for its password, often the one you log in with) and try again, or enter the API key for this session only.</source>
        <translation>请解锁密钥环（系统会询问密码，通常就是登录密码）后重试，或输入 API Key 仅供本次使用。</translation>
    </message>
    <message>
        <source>Until then it works only while this window is active.</source>
        <translation>在此之前，它只在本窗口处于活动状态时有效。</translation>
    </message>
    <message>
        <source>Use another network, or the Bitget app.</source>
        <translation>请换用其他网络，或使用 Bitget App。</translation>
    </message>
    <message>
        <source>Use the Bitget app now, and contact Bitget.</source>
        <translation>请立即使用 Bitget App，并联系 Bitget。</translation>
    </message>
    <message>
        <source>Use the Bitget app now, and please report this.</source>
        <translation>请立即使用 Bitget App，并反馈此问题。</translation>
    </message>
    <message>
        <source>Use the Bitget app now.</source>
        <translation>请立即使用 Bitget App。</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>Verdict: {title}</source>
        <translation>结论：{title}</translation>
    </message>
    <message>
        <source>Verify your identity in the Bitget app; orders can be cancelled there now.</source>
        <translation>请在 Bitget App 中完成身份认证；现在也可以在那里撤单。</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>音量</translation>
    </message>
    <message>
        <source>Wait a second, then press again.</source>
        <translation>请等一秒钟再按一次。</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Warning: {text}</source>
        <translation>警告：{text}</translation>
    </message>
    <message>
        <source>Watch for orders that come back</source>
        <translation>清空后留意重新出现的挂单</translation>
    </message>
    <message>
        <source>Watch for orders that come back, in seconds; 0 is off</source>
        <translation>清空后留意重新出现的挂单，单位为秒；0 为关闭</translation>
    </message>
    <message>
        <source>What a press covers</source>
        <translation>撤单范围</translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>What is shown as open was read then. “Read now” in the menu reads it anew.</source>
        <translation>所示挂单是当时读取的。点菜单中的“立即读取”可重新读取。</translation>
    </message>
    <message>
        <source>What the keyring holds for Panic Button is not a whole API key.</source>
        <translation>密钥环中为 Panic Button 保存的内容不是完整的 API Key。</translation>
    </message>
    <message>
        <source>Whether it arrives is not known: test it in the settings.</source>
        <translation>尚不确定是否有效：请在设置中测试。</translation>
    </message>
    <message>
        <source>Whether it starts at login could not be read, because {reason} ({place}).</source>
        <translation>无法读取是否登录时启动：{reason}（{place}）。</translation>
    </message>
    <message>
        <source>Whether the practice exchange has more accounts could not be found out in time. Nothing was sent for them; press again.</source>
        <translation>未能及时查明练习交易所是否还有其他账户。没有为它们发送任何请求，请再按一次。</translation>
    </message>
    <message>
        <source>Which positions have no stop now could not be read.</source>
        <translation>无法读取哪些仓位现在没有止损。</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Windows did not grant {key} (error {number}). Choose another one.</source>
        <translation>Windows 没有授予 {key}（错误 {number}）。请换一个。</translation>
    </message>
    <message>
        <source>Windows keeps F12 for debuggers, so {key} cannot be a hotkey. Choose another one.</source>
        <translation>Windows 将 F12 留给调试器，因此 {key} 不能用作快捷键。请换一个。</translation>
    </message>
    <message>
        <source>Without a screen there is no hotkey.</source>
        <translation>没有屏幕，无法使用快捷键。</translation>
    </message>
    <message>
        <source>Without the API key a press cancels nothing; a key that is already loaded goes on working.</source>
        <translation>没有 API Key，按下不会撤销任何挂单；已载入的 API Key 继续有效。</translation>
    </message>
    <message>
        <source>Your last drill at {time} did not finish; no real order was touched.</source>
        <translation>您在 {time} 的练习没有完成，没有动到任何真实订单。</translation>
    </message>
    <message>
        <source>Your last press at {time} did not finish; press again or check the Bitget app.</source>
        <translation>您在 {time} 的撤单没有完成，请再按一次或查看 Bitget App。</translation>
    </message>
    <message>
        <source>Your real account at Bitget.</source>
        <translation>您在 Bitget 的真实账户。</translation>
    </message>
    <message>
        <source>Your settings could not be read, because {reason} ({path}).</source>
        <translation>无法读取您的设置，因为{reason}（{path}）。</translation>
    </message>
    <message>
        <source>Your settings file is a link to a file that is not there ({path}).</source>
        <translation>设置文件是一个链接，但它指向的文件不存在（{path}）。</translation>
    </message>
    <message>
        <source>Your settings file made no sense and was moved to {path}.</source>
        <translation>您的设置文件无法识别，已移至 {path}。</translation>
    </message>
    <message>
        <source>Your settings file makes no sense and stays, because {reason} ({path}).</source>
        <translation>您的设置文件无法识别，仍保留在原处，因为{reason}（{path}）。</translation>
    </message>
    <message>
        <source>Your settings were not saved, because {reason} ({path}). They hold until you quit, and the earlier ones come back at the next start; presses are not affected.</source>
        <translation>您的设置没有保存，因为{reason}（{path}）。它们在退出前有效，下次启动会恢复之前的设置；撤单不受影响。</translation>
    </message>
    <message>
        <source>a cancelled order</source>
        <translation>已撤销的订单</translation>
    </message>
    <message>
        <source>a character that cannot be seen</source>
        <translation>不可见字符</translation>
    </message>
    <message>
        <source>a key without a name</source>
        <translation>未命名的键</translation>
    </message>
    <message>
        <source>a press is running.</source>
        <translation>正在撤单。</translation>
    </message>
    <message>
        <source>a trigger order</source>
        <translation>计划委托</translation>
    </message>
    <message>
        <source>account mode unchecked</source>
        <translation>账户模式未检查</translation>
    </message>
    <message>
        <source>acknowledged, reading back.</source>
        <translation>已受理，正在回读。</translation>
    </message>
    <message>
        <source>an item of {what}</source>
        <translation>{what}中的一项</translation>
    </message>
    <message>
        <source>an open order</source>
        <translation>当前挂单</translation>
    </message>
    <message>
        <source>and {count:,} more</source>
        <translation>另有 {count:,} 笔</translation>
    </message>
    <message>
        <source>book unread</source>
        <translation>挂单未读取</translation>
    </message>
    <message>
        <source>buy</source>
        <translation>买入</translation>
    </message>
    <message>
        <source>can transfer</source>
        <translation>可以划转</translation>
    </message>
    <message>
        <source>can withdraw</source>
        <translation>可以提币</translation>
    </message>
    <message>
        <source>cancelling</source>
        <translation>正在撤单</translation>
    </message>
    <message>
        <source>check failed</source>
        <translation>检查失败</translation>
    </message>
    <message>
        <source>checking</source>
        <translation>检查中</translation>
    </message>
    <message>
        <source>checking whether a press would work.</source>
        <translation>正在检查按下能否撤单。</translation>
    </message>
    <message>
        <source>classic</source>
        <translation>经典账户</translation>
    </message>
    <message>
        <source>client order ID {id}</source>
        <translation>客户端订单 ID {id}</translation>
    </message>
    <message>
        <source>clock refused</source>
        <translation>时间被拒绝</translation>
    </message>
    <message>
        <source>clock unchecked</source>
        <translation>时间未检查</translation>
    </message>
    <message>
        <source>clock {ms:+,} ms</source>
        <translation>时差 {ms:+,} 毫秒</translation>
    </message>
    <message>
        <source>clock {s:+,.0f} s</source>
        <translation>时差 {s:+,.0f} 秒</translation>
    </message>
    <message>
        <source>did not finish</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>every open order</source>
        <translation>全部当前挂单</translation>
    </message>
    <message>
        <source>every trigger, TP/SL and trailing order</source>
        <translation>全部计划委托、止盈止损和追踪委托</translation>
    </message>
    <message>
        <source>has an IP list</source>
        <translation>有 IP 白名单</translation>
    </message>
    <message>
        <source>hotkey arrives</source>
        <translation>快捷键有效</translation>
    </message>
    <message>
        <source>hotkey asked for</source>
        <translation>正在请求快捷键</translation>
    </message>
    <message>
        <source>hotkey denied</source>
        <translation>快捷键被拒绝</translation>
    </message>
    <message>
        <source>hotkey has no key</source>
        <translation>快捷键没有按键</translation>
    </message>
    <message>
        <source>hotkey in test</source>
        <translation>快捷键测试中</translation>
    </message>
    <message>
        <source>hotkey in this window only</source>
        <translation>快捷键仅在本窗口有效</translation>
    </message>
    <message>
        <source>hotkey is {key}, not seen yet</source>
        <translation>快捷键为 {key}，尚未收到</translation>
    </message>
    <message>
        <source>hotkey lost</source>
        <translation>快捷键已失效</translation>
    </message>
    <message>
        <source>hotkey not answered</source>
        <translation>快捷键请求无人回答</translation>
    </message>
    <message>
        <source>hotkey refused</source>
        <translation>快捷键未获授予</translation>
    </message>
    <message>
        <source>hotkey registered, not seen yet</source>
        <translation>快捷键已注册，尚未收到</translation>
    </message>
    <message>
        <source>hotkey taken</source>
        <translation>快捷键被占用</translation>
    </message>
    <message>
        <source>hotkey works</source>
        <translation>快捷键有效</translation>
    </message>
    <message>
        <source>hotkey works: {key}</source>
        <translation>快捷键有效：{key}</translation>
    </message>
    <message>
        <source>key can transfer</source>
        <translation>API Key 可划转</translation>
    </message>
    <message>
        <source>key can withdraw</source>
        <translation>API Key 可提币</translation>
    </message>
    <message>
        <source>key cannot withdraw</source>
        <translation>API Key 不可提币</translation>
    </message>
    <message>
        <source>key refused</source>
        <translation>API Key 被拒绝</translation>
    </message>
    <message>
        <source>key works</source>
        <translation>API Key 有效</translation>
    </message>
    <message>
        <source>keyring silent</source>
        <translation>密钥环未响应</translation>
    </message>
    <message>
        <source>last press refused</source>
        <translation>上次按下被拒绝</translation>
    </message>
    <message>
        <source>less than 1 s</source>
        <translation>不到 1 秒</translation>
    </message>
    <message>
        <source>link {ms:,} ms</source>
        <translation>延迟 {ms:,} 毫秒</translation>
    </message>
    <message>
        <source>long</source>
        <translation>多头</translation>
    </message>
    <message>
        <source>looks empty, confirming.</source>
        <translation>看来没有挂单了，正在确认。</translation>
    </message>
    <message>
        <source>macOS did not grant {key} (error {number}). Choose another one.</source>
        <translation>macOS 没有授予 {key}（错误 {number}）。请换一个。</translation>
    </message>
    <message>
        <source>may cancel</source>
        <translation>可撤单</translation>
    </message>
    <message>
        <source>may not cancel</source>
        <translation>不可撤单</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>no IP list</source>
        <translation>无 IP 白名单</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>没有回复</translation>
    </message>
    <message>
        <source>no file could be written ({fault})</source>
        <translation>无法写入文件（{fault}）</translation>
    </message>
    <message>
        <source>no folder for its socket</source>
        <translation>没有可放置套接字的文件夹</translation>
    </message>
    <message>
        <source>no hotkey granted</source>
        <translation>未授予快捷键</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>没有 API Key</translation>
    </message>
    <message>
        <source>no link</source>
        <translation>无法连接</translation>
    </message>
    <message>
        <source>no open orders</source>
        <translation>没有当前挂单</translation>
    </message>
    <message>
        <source>no orders</source>
        <translation>没有挂单</translation>
    </message>
    <message>
        <source>no proof</source>
        <translation>未确认</translation>
    </message>
    <message>
        <source>no proof yet</source>
        <translation>尚未确认</translation>
    </message>
    <message>
        <source>no stops</source>
        <translation>没有止盈止损单</translation>
    </message>
    <message>
        <source>not ready</source>
        <translation>未就绪</translation>
    </message>
    <message>
        <source>nothing that plays sounds is installed (pw-play, paplay or aplay)</source>
        <translation>未安装可播放声音的程序（pw-play、paplay 或 aplay）</translation>
    </message>
    <message>
        <source>of a fault in this program ({kind})</source>
        <translation>本程序出错（{kind}）</translation>
    </message>
    <message>
        <source>order ID {id}</source>
        <translation>订单 ID {id}</translation>
    </message>
    <message>
        <source>orders are open again</source>
        <translation>又有挂单出现</translation>
    </message>
    <message>
        <source>orders read just now</source>
        <translation>挂单刚刚读取</translation>
    </message>
    <message>
        <source>orders read {h} h ago</source>
        <translation>挂单读取于 {h} 小时前</translation>
    </message>
    <message>
        <source>orders read {min} min ago</source>
        <translation>挂单读取于 {min} 分钟前</translation>
    </message>
    <message>
        <source>orders read {s} s ago</source>
        <translation>挂单读取于 {s} 秒前</translation>
    </message>
    <message>
        <source>other accounts</source>
        <translation>其他账户</translation>
    </message>
    <message>
        <source>passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>permission unchecked</source>
        <translation>权限未检查</translation>
    </message>
    <message>
        <source>portal silent</source>
        <translation>桌面门户无回复</translation>
    </message>
    <message>
        <source>press to proof</source>
        <translation>从按下到确认</translation>
    </message>
    <message>
        <source>press to proof · watching until {time}</source>
        <translation>从按下到确认 · 留意至 {time}</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>rights unchecked</source>
        <translation>权限未查明</translation>
    </message>
    <message>
        <source>secret key</source>
        <translation>Secret Key</translation>
    </message>
    <message>
        <source>sell</source>
        <translation>卖出</translation>
    </message>
    <message>
        <source>short</source>
        <translation>空头</translation>
    </message>
    <message>
        <source>source not told</source>
        <translation>来源未说明</translation>
    </message>
    <message>
        <source>source {source}</source>
        <translation>来源 {source}</translation>
    </message>
    <message>
        <source>such as sub1</source>
        <translation>例如 sub1</translation>
    </message>
    <message>
        <source>that disk is read-only</source>
        <translation>该磁盘是只读的</translation>
    </message>
    <message>
        <source>the account list</source>
        <translation>账户列表</translation>
    </message>
    <message>
        <source>the account&apos;s settings</source>
        <translation>账户设置</translation>
    </message>
    <message>
        <source>the answer to a cancel</source>
        <translation>撤单回复</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>the disk reports a fault</source>
        <translation>磁盘报告故障</translation>
    </message>
    <message>
        <source>the failure list</source>
        <translation>失败列表</translation>
    </message>
    <message>
        <source>the file has reached the largest size allowed</source>
        <translation>文件已达到允许的最大大小</translation>
    </message>
    <message>
        <source>the key&apos;s information</source>
        <translation>API Key 信息</translation>
    </message>
    <message>
        <source>the list of open orders</source>
        <translation>当前挂单列表</translation>
    </message>
    <message>
        <source>the list of positions</source>
        <translation>仓位列表</translation>
    </message>
    <message>
        <source>the list of trigger orders</source>
        <translation>计划委托列表</translation>
    </message>
    <message>
        <source>the server time</source>
        <translation>服务器时间</translation>
    </message>
    <message>
        <source>the success list</source>
        <translation>成功列表</translation>
    </message>
    <message>
        <source>the system gives no thread to write it</source>
        <translation>系统没有可用的线程来写入</translation>
    </message>
    <message>
        <source>the system says “{words}”</source>
        <translation>系统提示“{words}”</translation>
    </message>
    <message>
        <source>there is a file where a folder should be</source>
        <translation>应为文件夹的位置有一个文件</translation>
    </message>
    <message>
        <source>there is a folder where the file should be</source>
        <translation>应为文件的位置有一个文件夹</translation>
    </message>
    <message>
        <source>this user may not write there</source>
        <translation>当前用户没有该处的写入权限</translation>
    </message>
    <message>
        <source>this user&apos;s share of the disk is used up</source>
        <translation>当前用户的磁盘配额已用完</translation>
    </message>
    <message>
        <source>through the proxy {proxy}</source>
        <translation>经由代理 {proxy}</translation>
    </message>
    <message>
        <source>unified</source>
        <translation>统一账户</translation>
    </message>
    <message>
        <source>what is there is no plain file</source>
        <translation>该处不是普通文件</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>{book} was last read {ago} before the press: orders changed since then may be shown as they were.</source>
        <translation>{book}最后一次读取是在按下之前 {ago}：此后变动的订单可能显示为当时的样子。</translation>
    </message>
    <message>
        <source>{book} was read {ago} before the press.</source>
        <translation>{book}在按下之前 {ago} 读取。</translation>
    </message>
    <message>
        <source>{cancelled} cancelled, {orders} still open: {named}.</source>
        <translation>已撤销 {cancelled}，仍有 {orders}：{named}。</translation>
    </message>
    <message>
        <source>{count:,} left.</source>
        <translation>剩余 {count:,} 笔。</translation>
    </message>
    <message>
        <source>{count:,} open</source>
        <translation>{count:,} 笔挂单</translation>
    </message>
    <message>
        <source>{count:,} seem to be left, confirming.</source>
        <translation>似乎还剩 {count:,} 笔，正在确认。</translation>
    </message>
    <message>
        <source>{count} accounts</source>
        <translation>{count} 个账户</translation>
    </message>
    <message>
        <source>{count} of {all} accounts have their verdict.</source>
        <translation>{all} 个账户中已有 {count} 个得出结论。</translation>
    </message>
    <message>
        <source>{day} {month} {time}</source>
        <translation>{month}{day}日 {time}</translation>
    </message>
    <message>
        <source>{first} and {second}</source>
        <translation>{first} 和 {second}</translation>
    </message>
    <message>
        <source>{first} or {second}</source>
        <translation>{first}或{second}</translation>
    </message>
    <message>
        <source>{first} {second}</source>
        <translation>{first}{second}</translation>
    </message>
    <message>
        <source>{first}, {second}</source>
        <translation>{first}、{second}</translation>
    </message>
    <message>
        <source>{first}; {second}</source>
        <translation>{first}；{second}</translation>
    </message>
    <message>
        <source>{h:,} h {min} min</source>
        <translation>{h:,} 小时 {min} 分</translation>
    </message>
    <message>
        <source>{key} cannot be a hotkey on Windows. Choose a letter, a digit or F1 to F11.</source>
        <translation>{key} 在 Windows 上不能用作快捷键。请选择字母、数字或 F1 至 F11。</translation>
    </message>
    <message>
        <source>{key} cannot be a hotkey on a Mac. Choose a letter, a digit or F1 to F20.</source>
        <translation>{key} 在 Mac 上不能用作快捷键。请选择字母、数字或 F1 至 F20。</translation>
    </message>
    <message>
        <source>{key} changes to a text console. Choose another one.</source>
        <translation>{key} 会切换到文本控制台。请换一个。</translation>
    </message>
    <message>
        <source>{key} has a meaning already, as copying or closing has; choose another.</source>
        <translation>{key} 已有其他含义，如复制或关闭；请换一个。</translation>
    </message>
    <message>
        <source>{key} is registered for every window.</source>
        <translation>{key} 已注册，在任何窗口中都有效。</translation>
    </message>
    <message>
        <source>{key} is what AltGr types characters with. Use Ctrl and Shift, or a function key.</source>
        <translation>{key} 是 AltGr 输入字符所用的组合。请使用 Ctrl 加 Shift，或功能键。</translation>
    </message>
    <message>
        <source>{key} last arrived at {time}.</source>
        <translation>最近一次收到 {key} 是在 {time}。</translation>
    </message>
    <message>
        <source>{key} types a character on some keyboards. Add Ctrl or the system key, so that typing never fires.</source>
        <translation>{key} 在某些键盘上会输入字符。请加上 Ctrl 或系统键，以免打字时触发。</translation>
    </message>
    <message>
        <source>{key} was refused in the desktop&apos;s own window.</source>
        <translation>{key} 在桌面的窗口中被拒绝。</translation>
    </message>
    <message>
        <source>{key} works only while this window is active.</source>
        <translation>{key} 只在本窗口处于活动状态时有效。</translation>
    </message>
    <message>
        <source>{min} min {s} s</source>
        <translation>{min} 分 {s} 秒</translation>
    </message>
    <message>
        <source>{ms} ms</source>
        <translation>{ms} 毫秒</translation>
    </message>
    <message>
        <source>{ms} ms to every press by the button</source>
        <translation>每次按钮撤单增加 {ms} 毫秒</translation>
    </message>
    <message>
        <source>{ms} ms to every press by the shortcut</source>
        <translation>每次快捷键撤单增加 {ms} 毫秒</translation>
    </message>
    <message>
        <source>{names} and {count:,} more</source>
        <translation>{names}，另有 {count:,} 个</translation>
    </message>
    <message>
        <source>{names} and {count} more</source>
        <translation>{names}，另有 {count} 个</translation>
    </message>
    <message>
        <source>{names} and {count} more accounts</source>
        <translation>{names}，另有 {count} 个账户</translation>
    </message>
    <message>
        <source>{names}: see the table.</source>
        <translation>{names}：见列表。</translation>
    </message>
    <message>
        <source>{name}: {text}</source>
        <translation>{name}：{text}</translation>
    </message>
    <message>
        <source>{orders} appeared after the press: something is still placing orders, and this button cannot stop it.</source>
        <translation>按下之后又出现 {orders}：仍有程序在下单，本按钮无法阻止。</translation>
    </message>
    <message>
        <source>{orders} cancelled.</source>
        <translation>已撤销 {orders}。</translation>
    </message>
    <message>
        <source>{orders} gone: filled, or cancelled by an answer that was lost.</source>
        <translation>{orders}已不在：可能已成交，也可能由回复丢失的请求撤销。</translation>
    </message>
    <message>
        <source>{orders} gone: filled, or cancelled without a word from Bitget.</source>
        <translation>{orders}已不在：可能已成交，也可能被撤销而 Bitget 未说明。</translation>
    </message>
    <message>
        <source>{orders} open now</source>
        <translation>现有 {orders}</translation>
    </message>
    <message>
        <source>{orders} still open: {named}.</source>
        <translation>仍有 {orders}：{named}。</translation>
    </message>
    <message>
        <source>{orders} · every stop</source>
        <translation>{orders} · 全部止盈止损</translation>
    </message>
    <message>
        <source>{orders}.</source>
        <translation>{orders}。</translation>
    </message>
    <message>
        <source>{places}, any coin</source>
        <translation>{places}，任意币种</translation>
    </message>
    <message>
        <source>{places}, in {accounts}</source>
        <translation>{places}，账户 {accounts}</translation>
    </message>
    <message>
        <source>{places}, margin coin {coin} only</source>
        <translation>{places}，仅保证金币种 {coin}</translation>
    </message>
    <message>
        <source>{place} at {address}</source>
        <translation>{place}，{address}</translation>
    </message>
    <message>
        <source>{place} environment</source>
        <translation>{place}环境</translation>
    </message>
    <message>
        <source>{place} · key {hint}</source>
        <translation>{place} · API Key {hint}</translation>
    </message>
    <message>
        <source>{place} · {account}</source>
        <translation>{place} · {account}</translation>
    </message>
    <message>
        <source>{place} · {count} accounts</source>
        <translation>{place} · {count} 个账户</translation>
    </message>
    <message>
        <source>{place}, account {account}</source>
        <translation>{place}账户 {account}</translation>
    </message>
    <message>
        <source>{place}: {told}</source>
        <translation>{place}：{told}</translation>
    </message>
    <message>
        <source>{player} came to no end</source>
        <translation>{player} 没有结束</translation>
    </message>
    <message>
        <source>{player} could not be used ({fault})</source>
        <translation>无法使用 {player}（{fault}）</translation>
    </message>
    <message>
        <source>{player} says “{words}”</source>
        <translation>{player} 提示“{words}”</translation>
    </message>
    <message>
        <source>{position} ({account})</source>
        <translation>{position}（{account}）</translation>
    </message>
    <message>
        <source>{product_type} (legacy demo)</source>
        <translation>{product_type}（旧版模拟盘）</translation>
    </message>
    <message>
        <source>{s:,.1f} s</source>
        <translation>{s:,.1f} 秒</translation>
    </message>
    <message>
        <source>{s:.3f} s · press again to force another pass</source>
        <translation>{s:.3f} 秒 · 再按一次可重新执行</translation>
    </message>
    <message>
        <source>{sentence} ({code})</source>
        <translation>{sentence}（{code}）</translation>
    </message>
    <message>
        <source>{state} · {name}</source>
        <translation>{state} · {name}</translation>
    </message>
    <message>
        <source>{state} · {where}</source>
        <translation>{state} · {where}</translation>
    </message>
    <message>
        <source>{symbol} {side} {size}</source>
        <translation>{symbol} {side} {size}</translation>
    </message>
    <message>
        <source>{s} s</source>
        <translation>{s} 秒</translation>
    </message>
    <message>
        <source>{s} s · press again to force another pass</source>
        <translation>{s} 秒 · 再按一次可重新执行</translation>
    </message>
    <message>
        <source>{time} on {day}</source>
        <translation>{day} {time}</translation>
    </message>
    <message>
        <source>{title}.</source>
        <translation>{title}。</translation>
    </message>
    <message>
        <source>{verdict}.</source>
        <translation>{verdict}。</translation>
    </message>
    <message>
        <source>{where}: empty, proved by reading back.</source>
        <translation>{where}：已清空，已回读确认。</translation>
    </message>
    <message>
        <source>{words}.</source>
        <translation>{words}。</translation>
    </message>
    <message>
        <source>“{address}” is not an address that a press may go to. Use {bitget}, or a loopback address such as http://127.0.0.1:8080.</source>
        <translation>撤单不能发往地址“{address}”。请使用 {bitget}，或回环地址，例如 http://127.0.0.1:8080。</translation>
    </message>
    <message>
        <source>“{name}” stands for all accounts together; choose another name.</source>
        <translation>“{name}”代表所有账户，请另取名称。</translation>
    </message>
</context>
</TS>
