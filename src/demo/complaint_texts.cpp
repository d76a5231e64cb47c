#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "complaints.hpp"

namespace fealty::demo {
namespace {

template <std::size_t n>
using Phrases = std::array<std::string_view, n>;

// How each kind of complainer begins, in the order of complainer_names.
constexpr std::array<Phrases<3>, 5> openings_en = {{
    {"I am writing because the work was below standard.", "I know what good service looks like, and this was not it.",
     "The quality of your work has to improve."},
    {"Please note the following facts.", "Let me describe what happened, step by step.",
     "I have kept the receipts and the times."},
    {"I expect something in return for this.", "What will you offer me to put this right?",
     "I want a discount before I come again."},
    {"I cannot believe that this happened to me.", "Once more I am the one who suffers.",
     "Nobody cares about customers like me."},
    {"I have come to you for years and would like to stay.", "I am telling you this because I like your people.",
     "As an old customer I hope that this helps you."},
}};
constexpr std::array<Phrases<3>, 5> openings_zh = {{
    {"这次的服务质量不合格。", "我知道好的服务是什么样的，你们没有做到。", "你们的工作质量必须提高。"},
    {"请看以下事实。", "我把经过一步一步说清楚。", "单据和时间我都留着。"},
    {"这件事你们打算怎么赔？", "不给个优惠我下次不来了。", "你们要给我一个补偿方案。"},
    {"我真不敢相信这种事会落到我头上。", "又是我吃亏。", "像我这样的顾客没人管。"},
    {"我是多年的老顾客，还想继续来。", "我喜欢你们的员工，所以才说出来。", "作为老客户，希望我的意见对你们有帮助。"},
}};

// What went wrong, by step.
constexpr std::array<Phrases<4>, step_count> details_en = {{
    {"It took me three calls to get an appointment.", "Nobody answered the booking line for my {car}.",
     "The app showed free times, but my booking was refused.", "I was booked for the wrong day."},
    {"I waited at the reception for nearly an hour.", "I had an appointment and still stood in the queue.",
     "Nobody greeted me when I came in with my {car}.",
     "The reception was crowded and nobody told me how long it takes."},
    {"The diagnosis of my {car} was wrong.", "The inspection found a fault that was not there.",
     "The technician could not say what is wrong with the car.", "A week later another workshop found the real fault."},
    {"The same noise came back one day after the repair.", "My {car} was repaired twice and the fault is still there.",
     "The repair was not done properly and the warning lamp is on again.", "The new part failed on the way home."},
    {"A screw was left loose and nobody checked it.", "There was oil on the engine cover after the work.",
     "Nobody checked the work before I got my {car} back.", "The bumper was scratched in your workshop."},
    {"My {car} was promised for noon and was ready in the evening.", "I got the car back dirty inside.",
     "I came to collect the car and it was not ready.", "At the handover nobody explained what had been done."},
    {"The bill was much higher than the estimate.", "I was charged for parts that I never ordered.",
     "The price that we agreed on was not the price on the bill.", "I paid for work on my {car} that was not done."},
    {"You promised to call me back and nobody did.", "After the visit I never heard from you again.",
     "I left my number for a call about my {car} and nothing happened.", "The follow-up call came much too late."},
    {"The car for the test drive was not ready.", "The test drive was with another model than the one I asked for.",
     "The car that I tried had an empty battery.", "The test drive was over after five minutes."},
    {"The offer left out several fees.", "The salesman kept changing the price of the {car}.",
     "I could not understand the terms of the loan in the offer.", "The delivery date in the offer was not true."},
}};
constexpr std::array<Phrases<4>, step_count> details_zh = {{
    {"打了三次电话才约上。", "预约电话一直没人接，我的{car}没法保养。", "APP上显示有空位，预约却被拒绝。",
     "预约的日期给我弄错了。"},
    {"在前台等了快一个小时。", "明明预约了还要排队。", "我开{car}进店，没有人接待。", "前台人很多，也没人说要等多久。"},
    {"{car}的故障诊断错了。", "检查说有故障，其实没有。", "技师说不清楚车子到底哪里坏了。",
     "一周后别的修理厂才找到真正的故障。"},
    {"修完第二天又有同样的异响。", "{car}修了两次，故障还在。", "没有修好，故障灯又亮了。",
     "新换的零件在回家路上就坏了。"},
    {"螺丝没拧紧，也没人检查。", "修完发动机盖上都是油。", "{car}交车之前根本没有质检。",
     "在你们车间里保险杠被刮花了。"},
    {"说好中午交车，{car}到晚上才好。", "交车的时候车里很脏。", "我来取车，车还没准备好。",
     "交车时没人说明做了哪些项目。"},
    {"账单比报价高很多。", "收了我没有要求更换的零件钱。", "结账的价格和说好的不一样。", "{car}没做的项目也收了钱。"},
    {"说好回电话，一直没人打来。", "离店以后再也没有人联系我。", "我为{car}留了电话，没有下文。", "回访电话来得太晚。"},
    {"试驾车没有准备好。", "试驾的不是我要的车型。", "试驾的车没有电了。", "试驾五分钟就结束了。"},
    {"报价里少写了好几项费用。", "销售一直在改{car}的价格。", "报价里的贷款条款看不懂。", "报价里的交车日期不是真的。"},
}};

// What the customer misses, in the order of need_names.
constexpr std::array<Phrases<2>, 6> closings_en = {{
    {"A friendly word would have helped.", "Your staff were rude to me."},
    {"I felt that I do not matter to you.", "My time is worth something too."},
    {"This is not fair.", "Others are treated better and pay less."},
    {"I was given no choice.", "Nobody offered me another way."},
    {"Nobody listened to what I said.", "Please try to understand my situation."},
    {"Why did nobody inform me?", "I want to know what happened and why."},
}};
constexpr std::array<Phrases<2>, 6> closings_zh = {{
    {"态度好一点也行啊。", "员工对我很不客气。"},
    {"感觉你们不重视我。", "我的时间也是宝贵的。"},
    {"这不公平。", "别人待遇更好，付得还少。"},
    {"根本没有给我选择。", "没有人提出别的办法。"},
    {"没有人听我说话。", "请理解一下我的处境。"},
    {"为什么没有人通知我？", "我想知道到底怎么回事。"},
}};

template <std::size_t n>
std::string_view choose(const Phrases<n>& phrases, RandomStream& random) {
  return phrases[random.below(n)];
}

std::string with_car(std::string_view phrase, std::string_view car) {
  constexpr std::string_view mark = "{car}";
  const auto place = phrase.find(mark);
  if (place == std::string_view::npos) return std::string(phrase);
  return std::string(phrase.substr(0, place)) + std::string(car) + std::string(phrase.substr(place + mark.size()));
}

}  // namespace

std::string complaint_text(const ComplaintSubject& subject, RandomStream& random) {
  const auto step = static_cast<std::size_t>(subject.cause);
  const bool zh = subject.chinese;
  std::string text{choose((zh ? openings_zh : openings_en)[subject.complainer], random)};
  const auto detail = choose((zh ? details_zh : details_en)[step], random);
  const std::string_view space = zh ? "" : " ";
  text += space;
  text += with_car(detail, car_model_names()[subject.car_model]);
  text += space;
  return text += choose((zh ? closings_zh : closings_en)[subject.need], random);
}

}  // namespace fealty::demo
