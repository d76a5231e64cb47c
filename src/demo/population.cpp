#include "population.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include <fmt/format.h>

namespace fealty::demo {
namespace {

struct Syllable {
  std::string_view latin, chinese;
};

constexpr std::array<Syllable, 16> family_names = {{{"Wang", "王"},
                                                    {"Li", "李"},
                                                    {"Zhang", "张"},
                                                    {"Liu", "刘"},
                                                    {"Chen", "陈"},
                                                    {"Yang", "杨"},
                                                    {"Huang", "黄"},
                                                    {"Zhao", "赵"},
                                                    {"Wu", "吴"},
                                                    {"Zhou", "周"},
                                                    {"Xu", "徐"},
                                                    {"Sun", "孙"},
                                                    {"Ma", "马"},
                                                    {"Zhu", "朱"},
                                                    {"Hu", "胡"},
                                                    {"Lin", "林"}}};
constexpr std::array<Syllable, 16> given_names = {{{"Wei", "伟"},
                                                   {"Fang", "芳"},
                                                   {"Min", "敏"},
                                                   {"Jing", "静"},
                                                   {"Lei", "磊"},
                                                   {"Yang", "洋"},
                                                   {"Yan", "艳"},
                                                   {"Yong", "勇"},
                                                   {"Jun", "军"},
                                                   {"Jie", "杰"},
                                                   {"Juan", "娟"},
                                                   {"Tao", "涛"},
                                                   {"Chao", "超"},
                                                   {"Ming", "明"},
                                                   {"Xia", "霞"},
                                                   {"Ping", "平"}}};

constexpr std::array<double, region_count> region_weights = {0.35, 0.25, 0.2, 0.2};
constexpr std::array<double, 5> age_weights = {0.15, 0.3, 0.27, 0.18, 0.1};
constexpr std::array<double, 4> model_weights = {0.35, 0.3, 0.25, 0.1};

constexpr std::uint64_t suppliers = 6;
constexpr std::uint64_t partners = 4;
constexpr double longest_acquaintance = 3 * World::open_days_per_year;
constexpr double staff_spread = 0.15;

std::string make_name(bool chinese, RandomStream& random) {
  const auto& family = family_names[random.below(family_names.size())];
  const auto& given = given_names[random.below(given_names.size())];
  if (chinese) return std::string(family.chinese) + std::string(given.chinese);
  return fmt::format("{} {}", given.latin, family.latin);
}

// No mobile number of China begins with 12, so these belong to nobody.
std::string make_phone(RandomStream& random) {
  return fmt::format("+86 12{:09}", random.below(1'000'000'000));
}

// Weak ones are spread evenly over the staff, so that a share is exact and every seed has some.
bool is_weak(std::uint64_t position, double share) noexcept {
  const auto i = static_cast<double>(position);
  return std::floor((i + 1) * share) > std::floor(i * share);
}

Post post_of(std::uint64_t place) noexcept {
  constexpr std::array<Post, 3> pattern = {Post::adviser, Post::technician, Post::seller};
  return place < 3 ? pattern[place] : pattern[place % 2];
}

Colleague make_colleague(const DealershipOptions& options, const OpeningHours& hours, Role role, std::uint64_t number,
                         std::size_t region) {
  RandomStream random(options.seed, "demo.colleagues", static_cast<std::uint64_t>(role) << 32 | number);
  Colleague colleague;
  colleague.id.number = number;
  colleague.id.role = role;
  colleague.region = region;
  colleague.joined_at = hours.at(-random.uniform() * longest_acquaintance);
  colleague.name = make_name(random.uniform() < options.chinese, random);
  colleague.age_band = random.categorical(age_weights);
  colleague.phone = make_phone(random);
  colleague.effect = staff_spread * random.normal();
  return colleague;
}

std::vector<Colleague> make_colleagues(const DealershipOptions& options, const OpeningHours& hours) {
  std::vector<Colleague> all;
  for (std::uint64_t i = 0; i < region_count * options.staff_per_branch; ++i) {
    all.push_back(make_colleague(options, hours, Role::staff, i + 1, i / options.staff_per_branch));
    all.back().post = post_of(i % options.staff_per_branch);
    if (is_weak(i, options.weak_staff)) all.back().effect -= options.weak_staff_effect;
  }
  const auto add = [&](Role role, std::uint64_t count) {
    for (std::uint64_t i = 0; i < count; ++i) {
      all.push_back(make_colleague(options, hours, role, i + 1, i % region_count));
      all.back().post = Post::manager;
    }
  };
  add(Role::manager, region_count);
  add(Role::supplier, suppliers);
  add(Role::partner, partners);
  return all;
}

std::vector<std::vector<std::size_t>> by_post(const std::vector<Colleague>& colleagues) {
  std::vector<std::vector<std::size_t>> posts(region_count * 3);
  for (std::size_t i = 0; i < colleagues.size(); ++i) {
    if (colleagues[i].id.role != Role::staff) continue;
    posts[colleagues[i].region * 3 + static_cast<std::size_t>(colleagues[i].post)].push_back(i);
  }
  return posts;
}

std::size_t region_of(const std::string& name) {
  const auto& names = region_names();
  return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

Duration hours_of(double count) noexcept {
  return {static_cast<std::int64_t>(std::llround(count * 3600)) * us_per_second};
}

}  // namespace

World::World(const DealershipOptions& chosen)
    : options(chosen),
      hours(chosen.start, chosen.days, hours_of(chosen.utc_offset_hours)),
      moment_of_truth(find_step(chosen.moment_of_truth).value()),
      deteriorating_step(find_step(chosen.deteriorating_step).value()),
      weak_region(region_of(chosen.weak_region)),
      colleagues(make_colleagues(chosen, hours)),
      posts(by_post(colleagues)) {}

double gamma_gamma_rate(const DealershipOptions& options) noexcept {
  return options.spend_mean * (options.spend_customer_shape - 1) / options.spend_shape;
}

Client make_client(const World& world, std::uint64_t number) {
  const auto& options = world.options;
  auto random = stream_of(world, "demo.population", number);
  Client client;
  client.number = number;
  client.chinese = random.uniform() < options.chinese;
  client.name = make_name(client.chinese, random);
  client.phone = make_phone(random);
  client.region = random.categorical(region_weights);
  client.age_band = random.categorical(age_weights);
  client.car_model = random.categorical(model_weights);
  client.established = random.uniform() < options.established;
  client.begins_with_test_drive = random.uniform() < options.test_drive && !client.established;
  const double since = random.uniform();
  if (client.established) client.joined_at = world.hours.at(-since * longest_acquaintance);
  if (!client.established) client.arrival = since * world.hours.open_days();
  client.purchase_rate = random.gamma(options.purchase_shape, options.purchase_rate / options.purchase_shape);
  client.dropout_rate = random.gamma(options.dropout_shape, options.dropout_rate / options.dropout_shape);
  // Fader and Hardie (2013), eq. 1: amounts are gamma(p, rate v), and v is gamma(q, rate g).
  client.inverse_scale = random.gamma(options.spend_customer_shape, 1 / gamma_gamma_rate(options));
  client.expectation_shift = options.expectation_spread * random.normal();
  client.tolerance = 0.8 + random.uniform();
  client.complainer = random.categorical(complainer_weights);
  return client;
}

}  // namespace fealty::demo
