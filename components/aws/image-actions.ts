/** What pulls and pushes images: https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html */
export const pullAndPush = [
  "ecr:BatchCheckLayerAvailability",
  "ecr:BatchGetImage",
  "ecr:GetDownloadUrlForLayer",
  "ecr:InitiateLayerUpload",
  "ecr:UploadLayerPart",
  "ecr:CompleteLayerUpload",
  "ecr:PutImage",
];
